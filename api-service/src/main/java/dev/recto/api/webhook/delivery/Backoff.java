package dev.recto.api.webhook.delivery;

import java.time.Duration;

/**
 * Pauses between attempts: behind the n-th one {@code first * 2^(n-1)}, no longer than the longest, and by chance up to half more or
 * less, so that what failed together does not come again together.
 */
record Backoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 30;

    /** @param chance from 0 to below 1 */
    Duration after(int attempt, double chance) {
        Duration pause = first.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        Duration bounded = pause.compareTo(longest) < 0 ? pause : longest;
        return Duration.ofMillis(Math.round(bounded.toMillis() * (0.5 + chance)));
    }
}
