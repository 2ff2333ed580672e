package dev.recto.worker.reader;

import dev.recto.model.ReadOptions;
import dev.recto.tracing.Activity;
import java.time.Instant;

/**
 * One page to be read until the deadline, after which nobody waits for it.
 *
 * @param activity that reading it is
 */
public record PageRequest(
        ReadOptions options,
        PageSource page,
        Cancellation cancellation,
        CropStore crops,
        Instant deadline,
        Activity activity) {}
