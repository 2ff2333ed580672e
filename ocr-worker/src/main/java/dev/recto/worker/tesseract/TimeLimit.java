package dev.recto.worker.tesseract;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageFaultException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** How long something may take that a page can do without. */
record TimeLimit(Duration duration, Cancellation page) {
    /** Empty if it was not done in time; ends like the page if that ends before. */
    <T> Optional<T> within(Function<Cancellation, T> reading) {
        Cancellation here = new Cancellation();
        page.onRequest(() -> here.request(Objects.requireNonNull(page.reason())));
        CompletableFuture<Boolean> timer =
                new CompletableFuture<Boolean>().completeOnTimeout(true, duration.toNanos(), TimeUnit.NANOSECONDS);
        CompletableFuture<Void> end = timer.thenRun(() -> here.request(PageFault.TIMEOUT));
        try {
            return Optional.of(reading.apply(here));
        } catch (PageFaultException e) {
            page.throwIfRequested();
            if (!here.requested()) {
                throw e;
            }
            return Optional.empty();
        } finally {
            end.cancel(false);
            timer.cancel(false);
        }
    }
}
