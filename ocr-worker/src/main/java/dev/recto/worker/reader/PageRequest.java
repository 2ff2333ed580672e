package dev.recto.worker.reader;

import dev.recto.model.ReadOptions;
import dev.recto.tracing.Activity;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One page to be read until the deadline, after which nobody waits for it.
 *
 * @param activity that reading it is
 * @param job that other pages of the document may belong to
 */
public record PageRequest(
        ReadOptions options,
        PageSource page,
        Cancellation cancellation,
        CropStore crops,
        Instant deadline,
        Activity activity,
        Optional<UUID> job) {
    /** A page by itself. */
    public PageRequest(
            ReadOptions options,
            PageSource page,
            Cancellation cancellation,
            CropStore crops,
            Instant deadline,
            Activity activity) {
        this(options, page, cancellation, crops, deadline, activity, Optional.empty());
    }
}
