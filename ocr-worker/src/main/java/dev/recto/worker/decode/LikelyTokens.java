package dev.recto.worker.decode;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the largest logits of a row, once some tokens are forbidden or less likely, say of the whole row: which token is the best or is
 * drawn, where that is so whatever the others are. Of these it is known that none is above the least of the top, and what they come to
 * together.
 */
final class LikelyTokens {
    /** More than sums over a vocabulary differ by the order in which they are made. */
    private static final double ROUNDING = 1e-9;

    /** More than a softmax in single precision is wrong by. */
    private static final double SOFTMAX_ERROR = 1e-4;

    private final TopLogits top;
    private final float[] logits;
    private final float bound;
    private final float largest;
    private final double others;

    /** @param bestProbability of the largest logit before anything is forbidden */
    LikelyTokens(TopLogits top, RepetitionPenalty penalty, Set<Integer> banned, float bestProbability) {
        this.top = top;
        bound = top.others() == 0 ? Float.NEGATIVE_INFINITY : top.least();
        largest = top.largest();
        logits = new float[top.count()];
        double rest = (1 + SOFTMAX_ERROR) / bestProbability;
        for (int i = 0; i < logits.length; i++) {
            int id = top.id(i);
            logits[i] = banned.contains(id) ? Float.NEGATIVE_INFINITY : penalty.applied(id, top.logit(i));
            rest -= Math.exp(top.logit(i) - largest);
        }
        others = Math.max(0, rest);
    }

    /** The first of the highest; empty where another token may be as high. */
    OptionalInt best() {
        int best = highest();
        return logits[best] > bound ? OptionalInt.of(top.id(best)) : OptionalInt.empty();
    }

    private int highest() {
        int highest = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[highest] || logits[i] == logits[highest] && top.id(i) < top.id(highest)) {
                highest = i;
            }
        }
        return highest;
    }

    /**
     * The one that is drawn; empty where that depends on the others.
     *
     * @param chance a random number from 0 to 1
     */
    OptionalInt drawn(Sampling sampling, double chance) {
        float highest = logits[highest()];
        if (!(highest > bound)) {
            return OptionalInt.empty();
        }
        double temperature = sampling.temperature();
        double[] shares = new double[logits.length];
        double known = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.exp((logits[i] - highest) / temperature);
            known += shares[i];
        }
        double mostOfOne = Math.exp((bound - highest) / temperature);
        double most = known + mostOfOthers(highest, temperature);
        List<Integer> first = IntStream.range(0, shares.length)
                .filter(i -> shares[i] > mostOfOne)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -shares[i]).thenComparing(top::id))
                .toList();
        double[] sums = new double[first.size()];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += shares[first.get(i)];
            sums[i] = sum;
        }
        double leastPoint = chance * leastNucleus(sums, sampling.topP() * known * (1 - ROUNDING));
        double mostPoint = chance * mostNucleus(sums, sampling.topP() * most * (1 + ROUNDING), mostOfOne);
        int number = numberAt(sums, leastPoint * (1 - ROUNDING));
        return number < sums.length && number == numberAt(sums, mostPoint * (1 + ROUNDING))
                ? OptionalInt.of(top.id(first.get(number)))
                : OptionalInt.empty();
    }

    /** In shares of the highest. */
    private double mostOfOthers(float highest, double temperature) {
        double each = top.others() * Math.exp((bound - highest) / temperature);
        if (temperature > 1 || each == 0) {
            return each;
        }
        // Cooling makes each of them less by as much as the greatest that one can be, at least.
        double cooled = Math.exp((bound - highest) * (1 / temperature - 1));
        return Math.min(each, others * Math.exp(largest - highest) * cooled);
    }

    /** Of the most likely tokens that come to so much. */
    private static double leastNucleus(double[] sums, double wanted) {
        int number = reaching(sums, wanted);
        return number < sums.length ? sums[number] : wanted;
    }

    private static double mostNucleus(double[] sums, double wanted, double mostOfOne) {
        int number = reaching(sums, wanted);
        return number < sums.length ? sums[number] : wanted + mostOfOne;
    }

    private static int reaching(double[] sums, double wanted) {
        int number = 0;
        while (number < sums.length && sums[number] < wanted) {
            number++;
        }
        return number;
    }

    private static int numberAt(double[] sums, double point) {
        int number = 0;
        while (number < sums.length && sums[number] <= point) {
            number++;
        }
        return number;
    }
}
