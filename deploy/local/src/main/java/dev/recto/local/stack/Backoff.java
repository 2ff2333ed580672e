package dev.recto.local.stack;

import java.time.Duration;

/** Waiting time before the n-th restart in a row: 1 s, 2 s, 4 s … at most 10 s; starts over after a minute of life. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    private Duration next = FIRST;

    Duration after(Duration life) {
        if (life.compareTo(HEALTHY) >= 0) {
            next = FIRST;
        }
        Duration wait = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return wait;
    }
}
