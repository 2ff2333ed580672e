package dev.recto.worker.tesseract;

import dev.recto.worker.reader.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** How long all readings of a page may take together over what it can do without. One thread at a time. */
final class Allowance {
    private final LongSupplier nanos;
    private long left;

    Allowance(Duration all) {
        this(all, System::nanoTime);
    }

    Allowance(Duration all, LongSupplier nanos) {
        this.nanos = nanos;
        this.left = all.toNanos();
    }

    /** Empty if it was not done in what is left of the time; ends like the page if that ends before. */
    <T> Optional<T> within(Cancellation page, Function<Cancellation, T> reading) {
        if (left <= 0) {
            return Optional.empty();
        }
        long begun = nanos.getAsLong();
        try {
            return new TimeLimit(Duration.ofNanos(left), page).within(reading);
        } finally {
            left -= nanos.getAsLong() - begun;
        }
    }
}
