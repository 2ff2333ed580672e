package dev.recto.worker.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentTask;
import dev.recto.model.PageDrawing;
import dev.recto.model.PageTask;
import dev.recto.model.TaskId;
import dev.recto.model.Words;
import dev.recto.model.WorkerReply;
import dev.recto.tracing.Activity;
import dev.recto.tracing.Attribute;
import dev.recto.worker.document.DocumentCopies;
import dev.recto.worker.document.DocumentFaultException;
import dev.recto.worker.document.Documents;
import dev.recto.worker.document.PagePictures;
import dev.recto.worker.document.StoredDocument;
import dev.recto.worker.reader.Cancellation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Copies documents and draws pages of them, and opens them to say what they are, and reads those of one page where this worker may and has a slot for it. */
final class DocumentHandler implements TaskHandler {
    /** For the answer of a page that was not read in its time. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private final ObjectMapper json;
    private final Documents documents;
    private final DocumentCopies copies;
    private final PagePictures pictures;
    private final MeterRegistry registry;
    private final Executor threads;
    private final Map<String, PageHandler> pages;

    /** @param pages those who read, by model */
    DocumentHandler(
            ObjectMapper json,
            Documents documents,
            DocumentCopies copies,
            PagePictures pictures,
            MeterRegistry registry,
            Executor threads,
            Map<String, PageHandler> pages) {
        this.json = json;
        this.documents = documents;
        this.copies = copies;
        this.pictures = pictures;
        this.registry = registry;
        this.threads = threads;
        this.pages = pages;
    }

    @Override
    public List<Task> tasks(byte[] bytes) throws IOException {
        DocumentTask task = json.readValue(bytes, DocumentTask.class);
        UUID copy = task.copy();
        PageDrawing drawing = task.drawing();
        if (copy != null) {
            return List.of(Copying.of(task, copy, copies, threads));
        }
        return List.of(drawing == null ? new Opening(task) : Copying.of(task, drawing, pictures, threads));
    }

    private final class Opening implements Task {
        private final DocumentTask task;

        Opening(DocumentTask task) {
            this.task = task;
        }

        @Override
        public TaskId id() {
            return new TaskId(task.job(), null, task.attempt());
        }

        @Override
        public Instant deadline() {
            return task.deadline().plus(LATE);
        }

        @Override
        public CompletableFuture<WorkerReply> work(Slots.Slot slot, Cancellation cancellation, Activity activity) {
            activity.with(Attribute.JOB, task.job()).with(Attribute.ATTEMPT, task.attempt());
            return CompletableFuture.supplyAsync(() -> probe(task, activity), threads)
                    .thenCompose(reply -> reply instanceof WorkerReply.DocumentProbed probed
                                    && probed.pages().size() == 1
                            ? read(task.onlyPage(), probed, slot, cancellation, activity)
                            : CompletableFuture.completedFuture(reply));
        }
    }

    /** Whatever keeps the page from being read here, others may try. */
    private CompletableFuture<WorkerReply> read(
            @Nullable PageTask page,
            WorkerReply.DocumentProbed probed,
            Slots.Slot slot,
            Cancellation cancellation,
            Activity activity) {
        PageHandler handler = page == null ? null : pages.get(page.model());
        if (page == null || handler == null) {
            return CompletableFuture.completedFuture(probed);
        }
        Optional<CompletableFuture<WorkerReply>> reading = handler.readIfFree(page, cancellation, activity);
        // The next document can be opened meanwhile
        reading.ifPresent(begun -> slot.close());
        return reading.map(begun -> begun.handle((reply, failure) ->
                        failure == null && reply instanceof WorkerReply.PageReply answer && isFinal(answer)
                                ? (WorkerReply) probed.withOnlyPage(answer)
                                : probed))
                .orElseGet(() -> CompletableFuture.completedFuture(probed));
    }

    private static boolean isFinal(WorkerReply.PageReply reply) {
        return switch (reply) {
            case WorkerReply.PageRead _ -> true;
            case WorkerReply.PageFailed failed -> !failed.fault().retryable();
        };
    }

    /** Fails where the storage does: that says nothing about the document. */
    private WorkerReply probe(DocumentTask task, Activity activity) {
        Timer.Sample sample = Timer.start();
        try (Activity probing = activity.child("probe document")) {
            return probe(task, sample, probing);
        }
    }

    private WorkerReply probe(DocumentTask task, Timer.Sample sample, Activity probing) {
        try {
            StoredDocument stored = new StoredDocument(task.objectKey(), task.password());
            Documents.Probe probe = documents.probe(stored);
            sample.stop(registry.timer("recto.documents", "outcome", "probed"));
            probing.with(Attribute.DOCUMENT_KIND, probe.kind())
                    .with(Attribute.PAGES, probe.pages().size());
            return new WorkerReply.DocumentProbed(task.job(), task.attempt(), probe.kind(), probe.pages())
                    .withContents(task.contents() ? documents.contents(stored) : List.of());
        } catch (DocumentFaultException e) {
            sample.stop(registry.timer("recto.documents", "outcome", Words.of(e.fault())));
            probing.failed(e.fault());
            return refused(task, e.fault());
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private static WorkerReply refused(DocumentTask task, DocumentFault fault) {
        return new WorkerReply.DocumentRefused(task.job(), task.attempt(), fault);
    }
}
