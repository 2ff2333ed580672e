package dev.recto.worker.task;

import dev.recto.model.WorkerReply;
import dev.recto.tracing.Activity;
import dev.recto.worker.reader.Cancellation;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** What is done with the tasks of one topic. */
interface TaskHandler {
    /**
     * Starts work on a task and returns at once. The reply tells of failures, too; only when nothing can be said about the
     * task now does the future fail, and the task goes back to the queue; with an {@link IOException} the storage is away,
     * and the task is tried again.
     *
     * @param task JSON
     * @param deliveries how often the task was handed to a worker, this time included
     * @param cancellation requested when the task goes back to the queue unfinished
     * @param activity that work on the task is, every try of it
     * @throws IOException the task is not of the expected form, and never will be
     */
    CompletableFuture<WorkerReply> handle(byte[] task, int deliveries, Cancellation cancellation, Activity activity)
            throws IOException;
}
