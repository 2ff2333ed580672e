package dev.recto.api.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BellTest {
    private static final Duration NEVER = Duration.ofDays(1);

    @Test
    void whatFailsIsTriedAgainWhateverFailed() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(3);
        try (Bell bell = new Bell("failing", Duration.ofMillis(1), () -> {
                    done.countDown();
                    switch (tries.incrementAndGet()) {
                        case 1 -> throw new IllegalStateException("not now");
                        case 2 -> throw new StackOverflowError("too deep");
                        default -> {}
                    }
                })
                .start()) {
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            bell.ring();
        }
    }

    @Test
    void whoRingsWhileItWorksIsHeardAfterwards() throws InterruptedException {
        Semaphore begun = new Semaphore(0);
        Semaphore mayEnd = new Semaphore(0);
        try (Bell bell = new Bell("busy", NEVER, () -> {
                    begun.release();
                    mayEnd.acquireUninterruptibly();
                })
                .start()) {
            bell.ring();
            assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            bell.ring();
            bell.ring();
            mayEnd.release(2);
            assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void pausesGrowAsLongAsThereIsNothingToDo() throws InterruptedException {
        Pace pace = new Pace(Duration.ofMillis(1), NEVER);
        AtomicInteger looks = new AtomicInteger();
        Semaphore looked = new Semaphore(0);
        try (Bell bell = new Bell("seldom", pace, () -> {
                    looked.release();
                    return looks.incrementAndGet() <= 5;
                })
                .start()) {
            assertThat(looked.tryAcquire(8, 10, TimeUnit.SECONDS)).isTrue();
            bell.ring();
            assertThat(looked.tryAcquire(3, 10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(pace.longerThan(Duration.ofSeconds(2))).hasSeconds(4);
        assertThat(pace.longerThan(Duration.ofHours(20))).isEqualTo(NEVER);
    }
}
