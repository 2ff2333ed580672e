package dev.recto.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnswerPaceTest {
    private static final Duration STALL = Duration.ofSeconds(60);
    private static final int LOOK = 6;
    private static final int SLOWEST = 4096;

    private final AnswerPace pace = new AnswerPace(STALL, SLOWEST, 0);
    private int now;
    private long taken;

    @Test
    void nothingTakenIsTooLittleAfterAWhile() {
        assertThat(isLateWithin(60, 0, true)).isFalse();
        assertThat(isLateWithin(LOOK, 0, true)).isTrue();
    }

    @Test
    void aByteNowAndThenIsTooLittle() {
        assertThat(isLateWithin(60, 1, true)).isFalse();
        assertThat(isLateWithin(60, 1, true)).isTrue();
    }

    @Test
    void slowIsFineAsLongAsItIsNotTooSlow() {
        assertThat(isLateWithin(3600, SLOWEST * LOOK, true)).isFalse();
    }

    @Test
    void whatTheServiceTakesIsNotTheClients() {
        assertThat(isLateWithin(3600, 0, false)).isFalse();
        now += 3600;
        assertThat(isLateWithin(LOOK, 1, true)).isFalse();
    }

    private boolean isLateWithin(int seconds, long bytesPerLook, boolean waits) {
        boolean late = false;
        for (int end = now + seconds; now < end; ) {
            now += LOOK;
            taken += bytesPerLook;
            late |= pace.isLate(Duration.ofSeconds(now).toNanos(), waits, -taken, taken);
        }
        return late;
    }
}
