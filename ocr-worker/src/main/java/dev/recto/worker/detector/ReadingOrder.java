package dev.recto.worker.detector;

import java.util.Comparator;
import java.util.stream.IntStream;

/** From how sure the network is, of each pair, that the first comes before the second, to places in one order. */
final class ReadingOrder {
    private ReadingOrder() {}

    /**
     * @param logits [queries, queries], of which those above the diagonal count
     * @return the place of each query
     */
    static int[] ranks(float[] logits, int queries) {
        double[] votes = new double[queries];
        for (int first = 0; first < queries; first++) {
            for (int second = first + 1; second < queries; second++) {
                double before = Sigmoid.of(logits[first * queries + second]);
                votes[second] += before;
                votes[first] += 1 - before;
            }
        }
        int[] inOrder = IntStream.range(0, queries)
                .boxed()
                .sorted(Comparator.comparingDouble(query -> votes[query]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[queries];
        for (int place = 0; place < queries; place++) {
            ranks[inOrder[place]] = place;
        }
        return ranks;
    }
}
