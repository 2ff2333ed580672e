package dev.recto.worker.task;

import dev.recto.model.TaskId;
import dev.recto.model.WorkerReply;
import dev.recto.tracing.Activity;
import dev.recto.worker.reader.Cancellation;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Something that the worker was asked to do. */
interface Task {
    TaskId id();

    /** When whoever sent it gives it to others; where the reply tells of that itself, never. */
    default Instant deadline() {
        return Instant.MAX;
    }

    /**
     * Starts to work and returns at once. The reply tells of failures, too; only when nothing can be said about the task does the future
     * fail: with an {@link java.io.IOException} while the storage is away, with a
     * {@link dev.recto.worker.reader.PageNotTriedException} where the task can be tried again here, with anything else where it can't.
     *
     * @param slot of the task, to be closed when another one can begin in its place; at the end it is closed anyhow
     * @param cancellation requested when the task goes back to its queue unfinished
     * @param activity that work on the task is, every try of it
     */
    CompletableFuture<WorkerReply> work(Slots.Slot slot, Cancellation cancellation, Activity activity);
}
