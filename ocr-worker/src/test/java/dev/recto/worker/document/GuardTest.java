package dev.recto.worker.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.model.PageFault;
import dev.recto.worker.memory.HeapBudget;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.workspace.WorkDirectory;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What hangs is given up in time, whether or not it heeds an interrupt, and holds nobody else up. */
@Timeout(30)
class GuardTest {
    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final Duration AMPLE = Duration.ofSeconds(10);
    private static final HeapBudget HEAP = HeapBudget.ofThisProcess(Duration.ZERO);

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger exhausted = new AtomicInteger();
    private final Guard guard = new Guard(1, 1, exhausted::incrementAndGet);

    @AfterEach
    void release() {
        released.countDown();
    }

    @Test
    void whatHangsIsGivenUpAndItsPlaceIsFree() throws Exception {
        assertThatThrownBy(() -> guard.run(LIMIT, this::hang)).isInstanceOf(TimeoutException.class);
        assertThat(guard.abandoned()).isEqualTo(1);
        assertThat(guard.run(AMPLE, () -> "drawn")).isEqualTo("drawn");
        released.countDown();
        untilNothingHangs();
        assertThat(exhausted).hasValue(0);
    }

    @Test
    void whatHeedsTheInterruptIsNotHeldAgainstTheProcess() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> guard.run(LIMIT, () -> {
                        released.await();
                        return null;
                    }))
                    .isInstanceOf(TimeoutException.class);
            untilNothingHangs();
        }
        assertThat(exhausted).hasValue(0);
    }

    /** As a copy whose turn comes when its time is over. */
    @Test
    void whatIsGivenUpBeforeItBeginsDoesNotHang() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> guard.runWithin(Duration.ZERO, () -> {
                        released.await();
                        return "never";
                    }))
                    .isExactlyInstanceOf(TimeoutException.class);
        }
        assertThat(guard.abandoned()).isZero();
        assertThat(exhausted).hasValue(0);
    }

    @Test
    void aDocumentThatHungIsNotTriedAgain(@TempDir Path directory) throws Exception {
        FakeStore store = new FakeStore();
        store.put("key", "", SamplePdf.of("a line")).toCompletableFuture().join();
        DocumentCache cache =
                new DocumentCache(store, WorkDirectory.claim(directory, "recto-documents"), 10_000_000, 20_000_000, 2);
        DocumentLimits limits = new DocumentLimits(10, 20_000_000, 72, 32 << 20);
        try (Documents documents = new Documents(cache, guard, limits, AMPLE, LIMIT, AMPLE, HEAP);
                DocumentCache.Lease lease = cache.lease(new StoredDocument("key", null))) {
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> documents.draw(lease, document -> hang()))
                        .isInstanceOf(PageFaultException.class);
            }
        }
        assertThat(guard.abandoned()).isEqualTo(1);
        assertThat(exhausted).hasValue(0);
    }

    @Test
    void whenTooMuchHangsTheProcessIsBeyondHelp() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> guard.run(LIMIT, this::hang)).isInstanceOf(TimeoutException.class);
        }
        assertThat(exhausted).hasValue(1);
    }

    @Test
    void aPageThatHangsIsUndrawableAndOthersAreDrawn(@TempDir Path directory) throws Exception {
        FakeStore store = new FakeStore();
        store.put("key", "", SamplePdf.of("a line")).toCompletableFuture().join();
        DocumentCache cache =
                new DocumentCache(store, WorkDirectory.claim(directory, "recto-documents"), 10_000_000, 20_000_000, 2);
        DocumentLimits limits = new DocumentLimits(10, 20_000_000, 72, 32 << 20);
        store.put("other", "", SamplePdf.of("a line")).toCompletableFuture().join();
        try (Documents documents = new Documents(cache, guard, limits, AMPLE, Duration.ofSeconds(2), AMPLE, HEAP)) {
            try (DocumentCache.Lease lease = cache.lease(new StoredDocument("other", null))) {
                assertThatThrownBy(() -> documents.draw(lease, document -> hang()))
                        .isInstanceOfSatisfying(
                                PageFaultException.class,
                                e -> assertThat(e.fault()).isEqualTo(PageFault.UNDRAWABLE));
            }
            try (DocumentPage page = documents.page(new StoredDocument("key", null), 0)) {
                assertThat(page.draw(72).dimensions().width()).isEqualTo(595);
            }
        }
    }

    @Test
    void whatOnlyWaitsHasLonger() throws Exception {
        long twice = 2 * LIMIT.toMillis();
        assertThat(guard.run(
                        LIMIT,
                        () -> new CompletableFuture<String>()
                                .completeOnTimeout("drawn", twice, TimeUnit.MILLISECONDS)
                                .get()))
                .isEqualTo("drawn");
    }

    @Test
    void byTheClockItEndsInTimeWhereThatIsAskedFor() {
        Duration second = Duration.ofSeconds(1);
        long before = System.nanoTime();
        assertThatThrownBy(() -> guard.runWithin(second, () -> {
                    released.await();
                    return "never";
                }))
                .isInstanceOf(TimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(second.multipliedBy(4));
    }

    @Test
    void whatWorksHasNotMuchLongerThanItsLimit() {
        AtomicLong worked = new AtomicLong();
        assertThatThrownBy(() -> guard.run(LIMIT, () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        worked.set(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
                    }
                    return "never";
                }))
                .isInstanceOf(TimeoutException.class);
        assertThat(Duration.ofNanos(worked.get())).isLessThan(LIMIT.multipliedBy(3));
    }

    private void untilNothingHangs() {
        while (guard.abandoned() > 0) {
            Thread.onSpinWait();
        }
    }

    private String hang() {
        boolean over = false;
        while (!over) {
            try {
                released.await();
                over = true;
            } catch (InterruptedException unheeded) {
                over = released.getCount() == 0;
            }
        }
        return "at last";
    }
}
