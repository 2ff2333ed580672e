package dev.recto.api.web.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ComingBodyTest {
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final int SLOWEST = 1000;

    private long now;
    private final ComingBody body = new ComingBody(() -> now);

    @Test
    void whoSaysNothingIsLate() {
        body.await();

        assertThat(isLateWithin(60, 0)).isFalse();
        assertThat(isLateWithin(1, 0)).isTrue();
    }

    @Test
    void whoIsSlowIsLate() {
        boolean late = false;
        for (int second = 0; second < 100; second++) {
            assertThat(late).isFalse();
            body.await();
            late = isLateWithin(1, body(second));
            body.came(500);
        }
        body.await();
        assertThat(isLateWithin(30, body(100))).isTrue();
    }

    @Test
    void whatIsHereIsNotWaitedFor() {
        body.await();

        assertThat(isLateWithin(100, 1)).isFalse();
        body.came(1);
        body.await();
        assertThat(isLateWithin(59, 1)).isFalse();
    }

    @Test
    void aServiceThatStoodStillBlamesNobody() {
        body.await();
        now += Duration.ofSeconds(3600).toNanos();

        assertThat(isLate(0)).isFalse();
        assertThat(isLateWithin(59, 0)).isFalse();
        assertThat(isLateWithin(2, 0)).isTrue();
    }

    @Test
    void nothingIsCountedWhileNobodyWaits() {
        assertThat(isLateWithin(600, 0)).isFalse();
    }

    @Test
    void whoWaitsForWhatIsGivenUpIsWoken() {
        body.await();
        body.giveUp();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        body.came(0);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();

        body.await();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        body.came(0);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private static long body(int pieces) {
        return pieces * 500L;
    }

    /** Looks every second, as a service does that is awake. */
    private boolean isLateWithin(int seconds, long arrived) {
        boolean late = false;
        for (int i = 0; i < seconds; i++) {
            now += Duration.ofSeconds(1).toNanos();
            late |= isLate(arrived);
        }
        return late;
    }

    private boolean isLate(long arrived) {
        return body.isLate(SILENCE, SLOWEST, arrived);
    }
}
