package dev.recto.worker.task;

import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentKind;
import dev.recto.model.DocumentTask;
import dev.recto.model.PageDrawing;
import dev.recto.model.TaskId;
import dev.recto.model.WorkerReply;
import dev.recto.tracing.Activity;
import dev.recto.tracing.Attribute;
import dev.recto.worker.document.DocumentCopies;
import dev.recto.worker.document.PagePictures;
import dev.recto.worker.document.StoredDocument;
import dev.recto.worker.reader.Cancellation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * A copy of a document that was opened before, or of a page of it. Whoever waits for it looks into the store; the reply, which is about no job, says
 * only that this is done.
 */
record Copying(DocumentTask task, UUID copy, String span, Making making, Executor threads) implements Task {
    @FunctionalInterface
    interface Making {
        Optional<DocumentFault> make() throws IOException, InterruptedException;
    }

    static Copying of(DocumentTask task, UUID copy, DocumentCopies copies, Executor threads) {
        return new Copying(
                task,
                copy,
                "copy document",
                () -> copies.make(stored(task), task.job(), copy, task.deadline()),
                threads);
    }

    static Copying of(DocumentTask task, PageDrawing drawing, PagePictures pictures, Executor threads) {
        return new Copying(
                task,
                drawing.id(),
                "draw picture",
                () -> pictures.make(stored(task), task.job(), drawing, task.deadline()),
                threads);
    }

    private static StoredDocument stored(DocumentTask task) {
        return new StoredDocument(task.objectKey(), task.password());
    }

    /** Of the copy: there may be several of a job's document. */
    @Override
    public TaskId id() {
        return new TaskId(copy, null, task.attempt());
    }

    /** Others may be opened meanwhile: copies wait for each other, not for a slot. */
    @Override
    public CompletableFuture<WorkerReply> work(Slots.Slot slot, Cancellation cancellation, Activity activity) {
        activity.with(Attribute.JOB, task.job());
        slot.close();
        return CompletableFuture.supplyAsync(() -> copy(activity), threads);
    }

    private WorkerReply copy(Activity activity) {
        try (Activity copying = activity.child(span)) {
            making.make().ifPresent(copying::failed);
            return new WorkerReply.DocumentProbed(copy, task.attempt(), DocumentKind.PDF, List.of());
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
