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
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageFaultException;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** Reads pages with a vision-language model: each on the thread of who asks up to the engine, which they share. */
final class VisionReader implements PageReader {
    private final ServedModel model;
    private final Answers answers;
    private final Optional<RegionReader> regions;

    /** The engine's places: so its own queue, first come first served, never holds more than it has. */
    private final Turns turns;

    private final Optional<BlankPage> blank;
    private final Checkup checkup;
    private final Duration stopTimeout;

    /** Held by readers, and at last by the one who closes. */
    private final ReadWriteLock open = new ReentrantReadWriteLock();

    /**
     * @param regions what reads region by region; empty where pages are read whole
     * @param stopTimeout how long a run may go on that nobody waits for, before the engine counts as broken
     */
    VisionReader(
            ServedModel model,
            Answers answers,
            Optional<RegionReader> regions,
            Optional<BlankPage> blank,
            Checkup checkup,
            Duration stopTimeout) {
        this.model = model;
        this.answers = answers;
        this.regions = regions;
        this.turns = new Turns(model.slots());
        this.blank = blank;
        this.checkup = checkup;
        this.stopTimeout = stopTimeout;
    }

    @Override
    public ServedModel model() {
        return model;
    }

    @Override
    public PageReading read(PageRequest request) {
        request.cancellation().onRequest(() -> breakIfItHangs(answers.engine().dropCancelled()));
        open.readLock().lock();
        try {
            ReadPage page = readFaults(request);
            request.crops().store(page.image(), page.reading().pictures());
            return page.reading();
        } finally {
            open.readLock().unlock();
        }
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
        open.writeLock().lock();
        try {
            regions.ifPresent(RegionReader::close);
            answers.tokenizer().close();
        } finally {
            open.writeLock().unlock();
        }
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

    private ReadPage read(PageSource page, ReadOptions options, Cancellation cancellation, Activity activity) {
        cancellation.throwIfRequested();
        PageRaster raster = page.draw(resolution(page));
        RgbImage image = raster.image();
        if (blank.isPresent() && blank.get().matches(image)) {
            return new ReadPage(image, PageReading.empty(raster.dimensions(), Set.of(PageFlag.BLANK)));
        }
        cancellation.throwIfRequested();
        EngineFaults faults = new EngineFaults(checkup, options);
        try {
            return ask(raster, options, Questions.about(answers, turns, cancellation, activity), faults);
        } catch (EngineException e) {
            throw faults.of(e, image.width(), image.height());
        }
    }

    private ReadPage ask(PageRaster raster, ReadOptions options, Questions questions, EngineFaults faults) {
        RgbImage image = raster.image();
        ViewFeatures features = annotated(options) ? new ViewFeatures() : null;
        PageText text = text(image, options, features, questions, faults);
        questions.cancellation().throwIfRequested();
        Optional<Answer> annotation = annotation(image, options, features, questions);
        List<Picture> found = text.page().pictures();
        Annotated pictures = options.pictureAnnotation() == null
                ? Annotated.none(found)
                : new PictureQuestions(questions).ask(image, found, options.pictureAnnotation());
        return new ReadPage(image, reading(raster.dimensions(), text, annotation, pictures));
    }

    private int resolution(PageSource page) {
        DrawingSize size = answers.processor().drawingSize();
        return Math.min(size.dpi(), page.dpiForLongSide(size.longestSide()));
    }

    private static boolean annotated(ReadOptions options) {
        return options.annotationPrompt() != null || options.annotationSchema() != null;
    }

    /** Region by region where the model has a layout and nobody asks for something else; else whole. */
    private PageText text(
            RgbImage image,
            ReadOptions options,
            @Nullable ViewFeatures features,
            Questions questions,
            EngineFaults faults) {
        if (regions.isPresent() && options.prompt() == null) {
            Optional<PageText> text = regions.get().read(image, options, questions, faults);
            if (text.isPresent()) {
                return text.get();
            }
        }
        Answer answer = questions.ask(() -> image, options.prompt(), features);
        return PageText.of(parse(image, options, answer), answer);
    }

    private Optional<Answer> annotation(
            RgbImage image, ReadOptions options, @Nullable ViewFeatures features, Questions questions) {
        if (!annotated(options)) {
            return Optional.empty();
        }
        String prompt = options.annotationPrompt();
        String schema = options.annotationSchema();
        String instruction = answers.processor().annotationPrompt(prompt == null ? "" : prompt, schema);
        Answer answer = questions.ask(() -> image, instruction, features);
        questions.cancellation().throwIfRequested();
        return Optional.of(answer);
    }

    private ParsedPage parse(RgbImage image, ReadOptions options, Answer text) {
        return options.skipSpecialTokens()
                ? answers.processor().parse(text.text(), image.width(), image.height())
                : verbatim(text.text().withSpecialTokens());
    }

    private static PageReading reading(
            PageDimensions dimensions, PageText text, Optional<Answer> annotation, Annotated pictures) {
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
                text.page().markdown(),
                dimensions,
                text.page().blocks(),
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
