package dev.recto.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Asks a worker to read a run of pages, from {@code page} (counted from 0) on, with one model. Each page is answered for itself, by
 * {@link WorkerReply.PageRead} or {@link WorkerReply.PageFailed}, which repeat job, page and attempt.
 *
 * @param attempt of every page
 * @param deadline of every page
 * @param pages how many follow one another, the first one included; workers that don't say {@link WorkerHeartbeat#runs()} see the first only
 */
public record PageTask(
        UUID job,
        int page,
        int attempt,
        String objectKey,
        String model,
        ReadOptions options,
        Instant deadline,
        int pages) {
    /** Those who know of no runs name no number. */
    public PageTask {
        pages = Math.max(1, pages);
    }

    /** One page. */
    public PageTask(
            UUID job, int page, int attempt, String objectKey, String model, ReadOptions options, Instant deadline) {
        this(job, page, attempt, objectKey, model, options, deadline, 1);
    }

    /** Of the first page. */
    public TaskId id() {
        return new TaskId(job, page, attempt);
    }

    /** As many pages from the first one on. */
    public PageTask run(int length) {
        return new PageTask(job, page, attempt, objectKey, model, options, deadline, length);
    }

    /** The pages one by one. */
    public List<PageTask> each() {
        return IntStream.range(page, page + pages)
                .mapToObj(one -> new PageTask(job, one, attempt, objectKey, model, options, deadline))
                .toList();
    }
}
