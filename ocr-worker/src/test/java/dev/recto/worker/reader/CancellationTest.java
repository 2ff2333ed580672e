package dev.recto.worker.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.recto.model.PageFault;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void nothingHappensUntilTheEndIsRequested() {
        cancellation.onRequest(calls::incrementAndGet);
        cancellation.throwIfRequested();
        assertThat(cancellation.requested()).isFalse();
        assertThat(calls).hasValue(0);
    }

    @Test
    void firstReasonStands() {
        cancellation.request(PageFault.TIMEOUT);
        cancellation.request(PageFault.CANCELLED);
        assertThat(cancellation.reason()).isEqualTo(PageFault.TIMEOUT);
        assertThatThrownBy(cancellation::throwIfRequested)
                .isInstanceOfSatisfying(
                        PageFaultException.class, e -> assertThat(e.fault()).isEqualTo(PageFault.TIMEOUT));
    }

    @Test
    void aListenerThatFailsKeepsTheEndFromNobody() {
        cancellation.onRequest(() -> {
            throw new IllegalStateException("the run can't be stopped");
        });
        cancellation.onRequest(calls::incrementAndGet);
        cancellation.request(PageFault.TIMEOUT);
        assertThat(calls).hasValue(1);
    }

    @Test
    void listenersAreCalledOnceAndLateOnesAtOnce() {
        cancellation.onRequest(calls::incrementAndGet);
        cancellation.request(PageFault.CANCELLED);
        cancellation.request(PageFault.CANCELLED);
        assertThat(calls).hasValue(1);
        cancellation.onRequest(calls::incrementAndGet);
        assertThat(calls).hasValue(2);
    }

    @Test
    void whoWaitsIsWokenAndNoLongerInterrupted() {
        Thread waiting = Thread.currentThread();
        Thread.startVirtualThread(() -> {
            await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
            cancellation.request(PageFault.TIMEOUT);
        });
        assertThatThrownBy(() -> cancellation.waiting(() -> new CountDownLatch(1).await(1, TimeUnit.MINUTES)))
                .isInstanceOfSatisfying(
                        PageFaultException.class, e -> assertThat(e.fault()).isEqualTo(PageFault.TIMEOUT));
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void whoHasWaitedIsNotInterrupted() throws InterruptedException {
        assertThat(cancellation.waiting(() -> "there")).isEqualTo("there");
        cancellation.request(PageFault.TIMEOUT);
        assertThat(Thread.interrupted()).isFalse();
    }
}
