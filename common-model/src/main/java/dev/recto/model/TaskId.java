package dev.recto.model;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
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

    /** This one, and those of the pages behind it that came with it. */
    public List<TaskId> run(int pages) {
        return page == null || pages <= 1
                ? List.of(this)
                : IntStream.range(page, page + pages)
                        .mapToObj(one -> new TaskId(job, one, attempt))
                        .toList();
    }
}
