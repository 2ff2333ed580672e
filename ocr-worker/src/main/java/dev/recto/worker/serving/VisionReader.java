package dev.recto.worker.serving;

import dev.recto.model.PageDimensions;
import dev.recto.model.PageFault;
import dev.recto.model.PageFlag;
import dev.recto.model.Picture;
import dev.recto.model.ReadOptions;
import dev.recto.model.ServedModel;
import dev.recto.model.TokenUsage;
import dev.recto.tracing.Activity;
import dev.recto.worker.engine.EngineException;
import dev.recto.worker.image.BlankPage;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.DrawingSize;
import dev.recto.worker.model.MarkdownTables;
import dev.recto.worker.model.ParsedPage;
import dev.recto.worker.model.UnreadableImageException;
import dev.recto.worker.model.UnsupportedPromptException;
import dev.recto.worker.model.ViewFeatures;
import dev.recto.worker.reader.BrokenEngineException;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageNotTriedException;
import dev.recto.worker.reader.PageRaster;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.reader.PageSource;
import dev.recto.worker.serving.PictureQuestions.Annotated;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads pages with a vision-language model: each on a thread of its own up to the engine, which they share. */
final class VisionReader implements PageReader {
    private final ServedModel model;
    private final Answers answers;
    private final Optional<BlankPage> blank;
    private final Checkup checkup;
    private final Duration stopTimeout;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("page-", 0).factory());

    /** @param stopTimeout how long a run may go on that nobody waits for, before the engine counts as broken */
    VisionReader(ServedModel model, Answers answers, Optional<BlankPage> blank, Checkup checkup, Duration stopTimeout) {
        this.model = model;
        this.answers = answers;
        this.blank = blank;
        this.checkup = checkup;
        this.stopTimeout = stopTimeout;
    }

    @Override
    public ServedModel model() {
        return model;
    }

    @Override
    public CompletionStage<PageReading> read(PageRequest request) {
        CompletableFuture<ReadPage> reading = CompletableFuture.supplyAsync(() -> readFaults(request), threads);
        request.cancellation().onRequest(() -> breakIfItHangs(answers.dropCancelled()));
        return reading.thenCompose(page ->
                request.crops().store(page.image(), page.reading().pictures()).thenApply(stored -> page.reading()));
    }

    private void breakIfItHangs(CompletableFuture<?> stopping) {
        var _ = stopping.orTimeout(stopTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    if (failure instanceof TimeoutException hanging) {
                        checkup.broken().complete(hanging);
                    }
                    return null;
                });
    }

    @Override
    public CompletionStage<Throwable> broken() {
        return checkup.broken();
    }

    @Override
    public void close() {
        answers.engine().close();
        threads.close();
        answers.tokenizer().close();
    }

    private record ReadPage(RgbImage image, PageReading reading) {}

    private ReadPage readFaults(PageRequest request) {
        try {
            return read(request.page(), request.options(), request.cancellation(), request.activity());
        } catch (CancellationException e) {
            PageFault reason = request.cancellation().reason();
            throw new PageFaultException(reason == null ? PageFault.ENGINE : reason, e);
        } catch (UnsupportedPromptException e) {
            throw new PageFaultException(PageFault.UNSUPPORTED_OPTION, e);
        } catch (UnreadableImageException e) {
            throw new PageFaultException(PageFault.UNDRAWABLE, e);
        }
    }

    private RuntimeException fault(EngineException failure, RgbImage page, ReadOptions options) {
        long now = System.nanoTime();
        return switch (failure.reason()) {
            case PROMPT_TOO_LONG -> new PageFaultException(withoutRoom(options), failure);
            case QUEUE_FULL -> new PageNotTriedException(failure);
            case CLOSED -> new BrokenEngineException(failure);
            case MODEL_FAILED ->
                checkup.passes(now, page.width(), page.height())
                        ? new PageFaultException(PageFault.ENGINE, failure)
                        : new BrokenEngineException(failure);
        };
    }

    // A page has a bounded number of tokens, so a prompt that leaves no room is the instruction's fault, if there is
    // one.
    private static PageFault withoutRoom(ReadOptions options) {
        boolean instructed =
                options.prompt() != null || options.annotationPrompt() != null || options.pictureAnnotation() != null;
        return instructed ? PageFault.UNSUPPORTED_OPTION : PageFault.UNDRAWABLE;
    }

    private ReadPage read(PageSource page, ReadOptions options, Cancellation cancellation, Activity activity) {
        cancellation.throwIfRequested();
        PageRaster raster = page.draw(resolution(page));
        RgbImage image = raster.image();
        if (blank.isPresent() && blank.get().matches(image)) {
            return new ReadPage(image, PageReading.empty(raster.dimensions(), Set.of(PageFlag.BLANK)));
        }
        cancellation.throwIfRequested();
        try {
            return ask(raster, options, cancellation, activity);
        } catch (EngineException e) {
            throw fault(e, image, options);
        }
    }

    private ReadPage ask(PageRaster raster, ReadOptions options, Cancellation cancellation, Activity activity) {
        RgbImage image = raster.image();
        ViewFeatures features = annotated(options) ? new ViewFeatures() : null;
        Answer text = answers.ask(image, options.prompt(), features, cancellation::requested, activity);
        cancellation.throwIfRequested();
        Optional<Answer> annotation = annotation(image, options, features, cancellation, activity);
        ParsedPage parsed = parse(raster.dimensions(), options, text);
        Annotated pictures = options.pictureAnnotation() == null
                ? Annotated.none(parsed.pictures())
                : new PictureQuestions(answers)
                        .ask(image, parsed.pictures(), options.pictureAnnotation(), cancellation, activity);
        return new ReadPage(image, reading(raster.dimensions(), parsed, text, annotation, pictures));
    }

    private int resolution(PageSource page) {
        DrawingSize size = answers.processor().drawingSize();
        return Math.min(size.dpi(), page.dpiForLongSide(size.longestSide()));
    }

    private static boolean annotated(ReadOptions options) {
        return options.annotationPrompt() != null || options.annotationSchema() != null;
    }

    private Optional<Answer> annotation(
            RgbImage image,
            ReadOptions options,
            @Nullable ViewFeatures features,
            Cancellation cancellation,
            Activity activity) {
        if (!annotated(options)) {
            return Optional.empty();
        }
        String prompt = options.annotationPrompt();
        String schema = options.annotationSchema();
        String instruction = answers.processor().annotationPrompt(prompt == null ? "" : prompt, schema);
        Answer answer = answers.ask(image, instruction, features, cancellation::requested, activity);
        cancellation.throwIfRequested();
        return Optional.of(answer);
    }

    private ParsedPage parse(PageDimensions dimensions, ReadOptions options, Answer text) {
        return options.skipSpecialTokens()
                ? answers.processor().parse(text.text(), dimensions.width(), dimensions.height())
                : verbatim(text.text().withSpecialTokens());
    }

    private static PageReading reading(
            PageDimensions dimensions,
            ParsedPage parsed,
            Answer text,
            Optional<Answer> annotation,
            Annotated pictures) {
        TokenUsage usage = annotation
                .map(answer -> text.usage().plus(answer.usage()))
                .orElse(text.usage())
                .plus(pictures.usage());
        Set<PageFlag> flags = EnumSet.noneOf(PageFlag.class);
        flags.addAll(text.flags());
        annotation.ifPresent(answer -> flags.addAll(answer.flags()));
        flags.addAll(pictures.flags());
        @Nullable
        String note = annotation
                .map(answer -> answer.text().withoutSpecialTokens().strip())
                .orElse(null);
        return new PageReading(
                parsed.markdown(),
                dimensions,
                parsed.blocks(),
                pictures.pictures(),
                text.confidence(),
                List.of(),
                note,
                usage,
                flags);
    }

    private static ParsedPage verbatim(String text) {
        List<Picture> none = List.of();
        return new ParsedPage(text, MarkdownTables.blocks(text), none);
    }
}
