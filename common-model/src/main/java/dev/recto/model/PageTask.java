package dev.recto.model;

import java.time.Instant;
import java.util.UUID;

/**
 * Asks a worker to read one page (counted from 0) with one model. Answered by {@link WorkerReply.PageRead} or
 * {@link WorkerReply.PageFailed} that repeat job, page and attempt.
 */
public record PageTask(
        UUID job,
        int page,
        int attempt,
        String objectKey,
        DocumentKind kind,
        String model,
        ReadOptions options,
        Instant deadline) {}
