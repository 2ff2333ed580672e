package dev.recto.api.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ClaimedWorkTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final List<List<String>> renewed = new ArrayList<>();
    private final Semaphore ended = new Semaphore(0);
    private final ClaimedWork<String> work =
            new ClaimedWork<>("work", Duration.ofDays(1), renewed::add, ended::release);

    @Test
    void aClaimIsHeldForAsLongAsItsWorkTakes() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        work.begin("a", "worker", () -> waitFor(done));
        work.renew();
        assertThat(work.size()).isOne();

        done.countDown();
        ended.acquire();
        work.renew();

        assertThat(work.size()).isZero();
        assertThat(renewed).containsExactly(List.of("a"));
    }

    @Test
    void aClaimIsLetGoWhateverFails() throws InterruptedException {
        work.begin("a", "worker", () -> {
            throw new IllegalStateException("on purpose");
        });
        ended.acquire();

        assertThat(work.size()).isZero();
    }

    @Test
    void oneIsInterruptedAndNoOther() {
        CountDownLatch done = new CountDownLatch(1);
        work.begin("a", "worker", () -> waitFor(done));
        work.begin("b", "worker", () -> waitFor(done));

        work.interrupt("a"::equals);
        await().atMost(SOON).until(() -> work.size() == 1);

        work.interruptAll();
        await().atMost(SOON).until(() -> work.size() == 0);
    }

    @Test
    void whatItDoesIsMarked() throws InterruptedException {
        AtomicBoolean marked = new AtomicBoolean();
        work.begin("a", "worker", () -> marked.set(Background.isCurrent()));
        ended.acquire();

        assertThat(marked).isTrue();
    }

    private static void waitFor(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
