package dev.recto.api.background;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between attempts: behind the n-th one {@code first * 2^(n-1)}, no longer than the longest, and by chance up to half more or
 * less, so that what failed together does not come again together.
 */
public record Backoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 30;

    public Duration after(int attempt) {
        return after(attempt, ThreadLocalRandom.current().nextDouble());
    }

    /** @param chance from 0 to below 1 */
    Duration after(int attempt, double chance) {
        Duration pause = first.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        Duration bounded = pause.compareTo(longest) < 0 ? pause : longest;
        return Duration.ofMillis(Math.round(bounded.toMillis() * (0.5 + chance)));
    }
}
