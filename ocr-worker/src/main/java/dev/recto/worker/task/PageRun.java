package dev.recto.worker.task;

import dev.recto.model.PageFault;
import dev.recto.model.PageResult;
import dev.recto.model.PageTask;
import dev.recto.model.WorkerReply;
import dev.recto.tracing.Activity;
import dev.recto.tracing.Attribute;
import dev.recto.worker.document.DocumentPage;
import dev.recto.worker.document.StoredDocument;
import dev.recto.worker.reader.BrokenEngineException;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageNotTriedException;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.textlayer.LayerCheck;
import dev.recto.worker.textlayer.TextLayer;
import dev.recto.worker.textlayer.TextLayerLimits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One try at a page. It gets a reply, at the latest soon after its deadline, unless storage or engine are in trouble, which says
 * nothing about the page.
 */
final class PageRun {
    private static final Logger LOG = Logger.getLogger(PageRun.class);

    private final PageTask task;
    private final Cancellation cancellation;
    private final Activity activity;
    private final Engine engine;
    private final PageHandler.Surroundings around;
    private final Instant start = Instant.now();
    /** Whether another reading would say the same; a page of which something was given up may be had whole. */
    private volatile boolean repeatable;

    PageRun(
            PageTask task,
            Cancellation cancellation,
            Activity activity,
            Engine engine,
            PageHandler.Surroundings around) {
        this.task = task;
        this.cancellation = cancellation;
        this.activity = activity;
        this.engine = engine;
        this.around = around;
    }

    /** Starts to read, and returns at once. */
    CompletableFuture<WorkerReply> reply() {
        activity.with(Attribute.JOB, task.job())
                .with(Attribute.PAGE, task.page())
                .with(Attribute.ATTEMPT, task.attempt())
                .named(Attribute.MODEL, engine.id());
        around.jobs().add(task.job(), cancellation);
        return inTime(
                        refusal() instanceof PageFault fault
                                ? CompletableFuture.failedFuture(new PageFaultException(fault))
                                : CompletableFuture.supplyAsync(this::result, around.threads()))
                .handle((result, failure) -> {
                    around.jobs().remove(task.job(), cancellation);
                    try (LogIds _ = LogIds.of(task.id())) {
                        return failure == null ? read(result) : failed(cause(failure));
                    }
                });
    }

    private @Nullable PageFault refusal() {
        if (!task.model().equals(engine.id())) {
            return PageFault.MODEL_NOT_SERVED;
        }
        return start.isAfter(task.deadline()) ? PageFault.TIMEOUT : null;
    }

    /** Requests the end at the deadline, and does not wait much longer for it than it is requested. */
    private CompletableFuture<PageResult> inTime(CompletableFuture<PageResult> reading) {
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

    private PageResult result() {
        try (DocumentPage page = open()) {
            cancellation.throwIfRequested();
            PageResult result = result(page, reading(page));
            repeatable = page.isWhole();
            return result;
        }
    }

    private PageResult result(DocumentPage page, PageReading reading) {
        LayerCheck.Checked checked = new LayerCheck(layerLimits()).of(page, reading, task.options());
        return checked.reading().withFlags(page.unread()).result(page.hyperlinks(), checked.told(), time());
    }

    private TextLayerLimits layerLimits() {
        WorkerConfig config = around.config();
        return new TextLayerLimits(
                config.textLayerTolerance(),
                config.textLayerHidden(),
                config.textLayerShift(),
                config.textLayerMisread());
    }

    private DocumentPage open() {
        try (Activity _ = activity.child("open document")) {
            return around.documents()
                    .page(new StoredDocument(task.objectKey(), task.password()), task.page(), cancellation);
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private PageReading reading(DocumentPage page) {
        return TextLayer.taken(page, task.options())
                .orElseGet(() -> engine.reader()
                        .read(new PageRequest(
                                task.options(),
                                new MeasuredPage(page, around.meters().drawing(task.model()), activity),
                                cancellation,
                                new CropUpload(around.store(), task, around.threads()),
                                task.deadline(),
                                activity,
                                Optional.of(task.job()))));
    }

    private Duration time() {
        return Duration.between(start, Instant.now());
    }

    private WorkerReply read(PageResult result) {
        engine.admission().read(time(), Duration.between(start, task.deadline()));
        around.meters().read(task.model(), result);
        return new WorkerReply.PageRead(task.job(), task.page(), task.attempt(), around.worker(), result)
                .by(repeatable ? engine.reader().model().version() : null);
    }

    private WorkerReply failed(Throwable cause) {
        if (!cancellation.requested() && saysNothingOfThePage(cause)) {
            throw new CompletionException(cause);
        }
        PageFault fault = fault(cause);
        activity.failed(fault);
        if (fault == PageFault.TIMEOUT && start.isBefore(task.deadline())) {
            timedOut();
        }
        around.meters().failed(task.model(), fault, time());
        return new WorkerReply.PageFailed(task.job(), task.page(), task.attempt(), around.worker(), fault);
    }

    private static boolean saysNothingOfThePage(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof PageNotTriedException
                || cause instanceof BrokenEngineException;
    }

    private void timedOut() {
        if (engine.admission().limit() == 1) {
            LOG.warnf(
                    "A page was not read by %s in its time, though alone: recto.jobs.page-timeout is too short",
                    task.model());
        }
        engine.admission().timedOut();
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private PageFault fault(Throwable cause) {
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
