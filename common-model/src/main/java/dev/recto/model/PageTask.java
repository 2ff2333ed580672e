package dev.recto.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks a worker to read a run of pages, from {@code page} (counted from 0) on, with one model. Each page is answered for itself, by
 * {@link WorkerReply.PageRead} or {@link WorkerReply.PageFailed}, which repeat job, page and attempt.
 *
 * @param attempt of every page
 * @param deadline of every page
 * @param pages how many follow one another, the first one included; workers that don't say {@link WorkerHeartbeat#runs()} see the first only
 * @param password that opens the document, null for none; older workers open only what needs none
 */
public record PageTask(
        UUID job,
        int page,
        int attempt,
        String objectKey,
        String model,
        ReadOptions options,
        Instant deadline,
        int pages,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DocumentPassword password) {
    /** Those who know of no runs name no number. */
    public PageTask {
        pages = Math.max(1, pages);
    }

    /** One page of a document that needs no password. */
    public PageTask(
            UUID job, int page, int attempt, String objectKey, String model, ReadOptions options, Instant deadline) {
        this(job, page, attempt, objectKey, model, options, deadline, 1, null);
    }

    public PageTask withPassword(@Nullable DocumentPassword other) {
        return new PageTask(job, page, attempt, objectKey, model, options, deadline, pages, other);
    }

    /** Of the first page. */
    public TaskId id() {
        return new TaskId(job, page, attempt);
    }

    /** As many pages from the first one on. */
    public PageTask run(int length) {
        return new PageTask(job, page, attempt, objectKey, model, options, deadline, length, password);
    }

    /** The pages one by one. */
    public List<PageTask> each() {
        return IntStream.range(page, page + pages)
                .mapToObj(one -> new PageTask(job, one, attempt, objectKey, model, options, deadline, 1, password))
                .toList();
    }
}
