package dev.recto.worker.tesseract;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Readings that go on long after they were to stop, and hold their slots: when all slots are held so, no page is read any more. */
final class StuckReadings {
    private final int slots;
    private final Duration patience;
    private final AtomicInteger stuck = new AtomicInteger();
    private final CompletableFuture<Throwable> broken = new CompletableFuture<>();

    StuckReadings(int slots, Duration patience) {
        this.slots = slots;
        this.patience = patience;
    }

    /** To be called when it is to stop. */
    void watch(CompletableFuture<?> reading) {
        var _ = reading.copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .handle((end, failure) -> {
                    if (failure instanceof TimeoutException late) {
                        isStuck(reading, late);
                    }
                    return true;
                });
    }

    private void isStuck(CompletableFuture<?> reading, TimeoutException late) {
        if (stuck.incrementAndGet() >= slots) {
            broken.complete(late);
        }
        var _ = reading.handle((end, failure) -> stuck.decrementAndGet());
    }

    int count() {
        return stuck.get();
    }

    /** Completes when no slot is left. */
    CompletableFuture<Throwable> broken() {
        return broken;
    }
}
