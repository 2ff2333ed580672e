package dev.recto.worker.reader;

import dev.recto.model.ReadOptions;
import java.time.Instant;

/** One page to be read until the deadline, after which nobody waits for it. */
public record PageRequest(
        ReadOptions options, PageSource page, Cancellation cancellation, CropStore crops, Instant deadline) {}
