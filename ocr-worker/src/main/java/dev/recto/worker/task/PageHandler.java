package dev.recto.worker.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.PageFault;
import dev.recto.model.PageResult;
import dev.recto.model.PageTask;
import dev.recto.model.TaskId;
import dev.recto.model.WorkerReply;
import dev.recto.tracing.Activity;
import dev.recto.tracing.Attribute;
import dev.recto.worker.document.DocumentPage;
import dev.recto.worker.document.Documents;
import dev.recto.worker.document.StoredDocument;
import dev.recto.worker.reader.BrokenEngineException;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageNotTriedException;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.storage.ObjectStore;
import dev.recto.worker.textlayer.TextLayer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pages of one model's queue. Every task gets a reply, at the latest soon after its deadline, unless storage or
 * engine are in trouble, which says nothing about the page.
 */
final class PageHandler implements TaskHandler {
    private static final Logger LOG = Logger.getLogger(PageHandler.class);

    private final PageReader reader;
    private final Admission admission;
    private final Slots slots;
    private final Surroundings around;

    /** What the handlers of all models share. */
    record Surroundings(
            String worker,
            ObjectMapper json,
            Documents documents,
            ObjectStore store,
            RunningJobs jobs,
            PageMeters meters,
            Executor threads,
            WorkerConfig config) {}

    PageHandler(Engine engine, Surroundings around) {
        this.reader = engine.reader();
        this.admission = engine.admission();
        this.slots = new Slots(engine.admission()::limit);
        this.around = around;
    }

    @Override
    public List<Task> tasks(byte[] json) throws IOException {
        return around.json().readValue(json, PageTask.class).each().stream()
                .<Task>map(Reading::new)
                .toList();
    }

    /** For the pages of this queue. */
    Slots slots() {
        return slots;
    }

    String model() {
        return reader.model().id();
    }

    /** Starts to read a page that nobody was to be told of, and returns at once; nothing where there is no slot for it. */
    Optional<CompletableFuture<WorkerReply>> readIfFree(PageTask task, Cancellation cancellation, Activity activity) {
        return slots.take()
                .map(slot -> reply(task, cancellation, activity).whenComplete((reply, failure) -> slot.close()));
    }

    private final class Reading implements Task {
        private final PageTask task;

        Reading(PageTask task) {
            this.task = task;
        }

        @Override
        public TaskId id() {
            return task.id();
        }

        @Override
        public CompletableFuture<WorkerReply> work(Slots.Slot slot, Cancellation cancellation, Activity activity) {
            return reply(task, cancellation, activity);
        }
    }

    private CompletableFuture<WorkerReply> reply(PageTask task, Cancellation cancellation, Activity activity) {
        activity.with(Attribute.JOB, task.job())
                .with(Attribute.PAGE, task.page())
                .with(Attribute.ATTEMPT, task.attempt())
                .named(Attribute.MODEL, model());
        Instant start = Instant.now();
        around.jobs().add(task.job(), cancellation);
        return inTime(
                        task,
                        cancellation,
                        refusal(task, start) instanceof PageFault fault
                                ? CompletableFuture.failedFuture(new PageFaultException(fault))
                                : CompletableFuture.supplyAsync(
                                        () -> result(task, cancellation, activity, start), around.threads()))
                .handle((result, failure) -> {
                    around.jobs().remove(task.job(), cancellation);
                    try (LogIds _ = LogIds.of(task.id())) {
                        return failure == null
                                ? read(task, result, start)
                                : failed(task, cause(failure), cancellation, activity, start);
                    }
                });
    }

    private @Nullable PageFault refusal(PageTask task, Instant start) {
        if (!task.model().equals(reader.model().id())) {
            return PageFault.MODEL_NOT_SERVED;
        }
        return start.isAfter(task.deadline()) ? PageFault.TIMEOUT : null;
    }

    /** Requests the end at the deadline, and does not wait much longer for it than it is requested. */
    private CompletableFuture<PageResult> inTime(
            PageTask task, Cancellation cancellation, CompletableFuture<PageResult> reading) {
        CompletableFuture<PageResult> answer = reading.copy();
        Duration left = Duration.between(Instant.now(), task.deadline());
        CompletableFuture<Boolean> deadline =
                new CompletableFuture<Boolean>().completeOnTimeout(true, left.toMillis(), TimeUnit.MILLISECONDS);
        var _ = deadline.thenAccept(passed -> {
            if (passed) {
                cancellation.request(PageFault.TIMEOUT);
            }
        });
        cancellation.onRequest(
                () -> answer.orTimeout(around.config().stopGrace().toMillis(), TimeUnit.MILLISECONDS));
        return answer.whenComplete((result, failure) -> deadline.complete(false));
    }

    private PageResult result(PageTask task, Cancellation cancellation, Activity activity, Instant start) {
        try (DocumentPage page = open(task, activity)) {
            cancellation.throwIfRequested();
            return result(task, page, reading(task, page, cancellation, activity), start);
        }
    }

    private PageResult result(PageTask task, DocumentPage page, PageReading reading, Instant start) {
        double tolerance = around.config().textLayerTolerance();
        TextLayer.Checked checked = TextLayer.check(page, reading, task.options(), tolerance);
        return checked.reading()
                .withFlags(page.unread())
                .result(page.hyperlinks(), checked.mismatch(), Duration.between(start, Instant.now()));
    }

    private DocumentPage open(PageTask task, Activity activity) {
        try (Activity opening = activity.child("open document")) {
            return around.documents().page(new StoredDocument(task.objectKey(), task.password()), task.page());
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private PageReading reading(PageTask task, DocumentPage page, Cancellation cancellation, Activity activity) {
        return TextLayer.taken(page, task.options())
                .orElseGet(() -> reader.read(new PageRequest(
                        task.options(),
                        new MeasuredPage(page, around.meters().drawing(task.model()), activity),
                        cancellation,
                        new CropUpload(around.store(), task, around.threads()),
                        task.deadline(),
                        activity)));
    }

    private static boolean saysNothingOfThePage(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof PageNotTriedException
                || cause instanceof BrokenEngineException;
    }

    private WorkerReply read(PageTask task, PageResult result, Instant start) {
        admission.read(Duration.between(start, Instant.now()), Duration.between(start, task.deadline()));
        around.meters().read(task.model(), result);
        return new WorkerReply.PageRead(task.job(), task.page(), task.attempt(), around.worker(), result);
    }

    private WorkerReply failed(
            PageTask task, Throwable cause, Cancellation cancellation, Activity activity, Instant start) {
        if (!cancellation.requested() && saysNothingOfThePage(cause)) {
            throw new CompletionException(cause);
        }
        PageFault fault = fault(cause, cancellation);
        activity.failed(fault);
        return failed(task, fault, start);
    }

    private WorkerReply failed(PageTask task, PageFault fault, Instant start) {
        if (fault == PageFault.TIMEOUT && start.isBefore(task.deadline())) {
            timedOut(task.model());
        }
        around.meters().failed(task.model(), fault, Duration.between(start, Instant.now()));
        return new WorkerReply.PageFailed(task.job(), task.page(), task.attempt(), around.worker(), fault);
    }

    private void timedOut(String model) {
        if (admission.limit() == 1) {
            LOG.warnf(
                    "A page was not read by %s in its time, though alone: recto.jobs.page-timeout is too short", model);
        }
        admission.timedOut();
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static PageFault fault(Throwable cause, Cancellation cancellation) {
        PageFault requested = cancellation.reason();
        if (requested != null) {
            return requested;
        }
        if (cause instanceof PageFaultException known) {
            return known.fault();
        }
        // The message may quote the document: only its kind is written down.
        LOG.errorf("A page was not read: %s", cause.getClass().getName());
        LOG.debug("A page was not read", cause);
        return PageFault.ENGINE;
    }
}
