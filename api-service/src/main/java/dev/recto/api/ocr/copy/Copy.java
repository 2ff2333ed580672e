package dev.recto.api.ocr.copy;

import java.util.UUID;

/** What a worker makes of a job's document because somebody asks for it. */
public record Copy(UUID job, UUID id) {}
