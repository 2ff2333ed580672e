package dev.recto.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff();

    @Test
    void doublesUpToTenSeconds() {
        assertThat(Stream.generate(() -> backoff.after(Duration.ZERO).toSeconds())
                        .limit(6))
                .containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
    }

    @Test
    void startsOverAfterAMinuteOfLife() {
        backoff.after(Duration.ZERO);
        backoff.after(Duration.ofSeconds(59));
        assertThat(backoff.after(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.after(Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
    }
}
