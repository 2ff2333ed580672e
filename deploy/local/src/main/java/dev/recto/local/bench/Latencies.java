package dev.recto.local.bench;

import java.time.Duration;
import java.util.Arrays;

/** How long requests took, and over which time they were made. */
record Latencies(long[] nanos, Duration elapsed) {
    Latencies {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    double perSecond() {
        return nanos.length / (elapsed.toNanos() / 1e9);
    }

    /** The time within which the given share (0..1] of the requests was answered, in milliseconds (nearest rank). */
    double percentile(double share) {
        return nanos.length == 0 ? Double.NaN : nanos[(int) Math.ceil(share * nanos.length) - 1] / 1e6;
    }
}
