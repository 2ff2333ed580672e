package dev.recto.local.bench;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many values there were up to each bound.
 *
 * @param upTo cumulative, the last bound being infinite
 */
record Histogram(NavigableMap<Double, Long> upTo) {
    Histogram since(Histogram earlier) {
        NavigableMap<Double, Long> added = new TreeMap<>();
        upTo.forEach((bound, count) -> added.put(bound, count - earlier.upTo.getOrDefault(bound, 0L)));
        return new Histogram(added);
    }

    /** Below which the given share (0..1] of the values is, evenly spread between two bounds; the last finite bound where it is above. */
    double quantile(double share) {
        long all = upTo.isEmpty() ? 0 : upTo.lastEntry().getValue();
        if (all == 0) {
            return Double.NaN;
        }
        double below = 0;
        double bound = 0;
        for (Map.Entry<Double, Long> bucket : upTo.entrySet()) {
            if (bucket.getValue() >= share * all) {
                return bucket.getKey().isInfinite()
                        ? bound
                        : bound + (bucket.getKey() - bound) * (share * all - below) / (bucket.getValue() - below);
            }
            below = bucket.getValue();
            bound = bucket.getKey();
        }
        return bound;
    }
}
