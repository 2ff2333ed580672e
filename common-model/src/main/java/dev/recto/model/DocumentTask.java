package dev.recto.model;

import java.time.Instant;
import java.util.UUID;

/** Asks any worker to open a document and report its kind and page sizes. Answered by {@link WorkerReply.DocumentProbed} or {@link WorkerReply.DocumentRefused}. */
public record DocumentTask(UUID job, int attempt, String objectKey, long sizeBytes, Instant deadline) {}
