package dev.recto.model;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a task.
 *
 * @param page of the document, counted from 0; null where the document is to be opened
 */
public record TaskId(UUID job, @Nullable Integer page, int attempt) {
    public TaskId {
        Objects.requireNonNull(job);
    }
}
