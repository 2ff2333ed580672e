package dev.recto.api.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final double MIDDLE = 0.5;

    private final Backoff backoff = new Backoff(Duration.ofSeconds(5), Duration.ofHours(1));

    @Test
    void pausesDoubleUpToTheLongest() {
        List<Long> seconds = IntStream.rangeClosed(1, 12)
                .mapToObj(attempt -> backoff.after(attempt, MIDDLE).toSeconds())
                .toList();

        assertThat(seconds).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 2560L, 3600L, 3600L);
        assertThat(backoff.after(Integer.MAX_VALUE, MIDDLE)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void chanceMakesThemUpToHalfShorterOrLonger() {
        assertThat(backoff.after(1, 0)).isEqualTo(Duration.ofMillis(2500));
        assertThat(backoff.after(1, 0.9999)).isBetween(Duration.ofMillis(7490), Duration.ofMillis(7500));
    }
}
