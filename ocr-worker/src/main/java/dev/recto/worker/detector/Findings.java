package dev.recto.worker.detector;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the network says about one page.
 *
 * @param logits [queries, labels]
 * @param boxes centre and size as shares of the page, [queries, 4]
 * @param order [queries, queries]
 */
record Findings(int queries, int labels, float[] logits, float[] boxes, float[] order) {
    /**
     * As many of the best pairs of query and label as there are queries, those that score high enough, in reading order.
     *
     * @param width of the page in pixels
     */
    List<Detection> detections(double threshold, int width, int height) {
        int[] ranks = ReadingOrder.ranks(order, queries);
        return IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparing((Integer pair) -> -logits[pair]))
                .limit(queries)
                .map(pair -> new Detection(
                        pair / labels,
                        Label.values()[pair % labels],
                        Sigmoid.of(logits[pair]),
                        ranks[pair / labels],
                        bounds(pair / labels, width, height)))
                .filter(detection -> detection.score() >= threshold)
                .sorted(Comparator.comparingInt(Detection::order))
                .toList();
    }

    private Detection.Bounds bounds(int query, int width, int height) {
        double x = boxes[4 * query];
        double y = boxes[4 * query + 1];
        double across = boxes[4 * query + 2] / 2.0;
        double down = boxes[4 * query + 3] / 2.0;
        return new Detection.Bounds(
                (x - across) * width, (y - down) * height, (x + across) * width, (y + down) * height);
    }
}
