package dev.recto.worker.serving;

import dev.recto.model.PageFault;
import dev.recto.model.PageFlag;
import dev.recto.model.ReadOptions;
import dev.recto.model.ServedModel;
import dev.recto.tracing.Activity;
import dev.recto.worker.engine.EngineException;
import dev.recto.worker.image.BlankPage;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.DrawingSize;
import dev.recto.worker.model.UnreadableImageException;
import dev.recto.worker.model.UnsupportedPromptException;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageRaster;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.reader.PageSource;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

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
        page.settle(image);
        if (blank.isPresent() && blank.get().matches(image)) {
            return new ReadPage(image, PageReading.empty(raster.dimensions(), Set.of(PageFlag.BLANK)));
        }
        cancellation.throwIfRequested();
        Questions questions = Questions.about(answers, turns, cancellation, activity);
        EngineFaults faults = new EngineFaults(checkup, options);
        try {
            PageReading reading = new VisionPage(raster, options, questions, faults).read(regions);
            return new ReadPage(image, reading);
        } catch (EngineException e) {
            throw faults.of(e, image.width(), image.height());
        }
    }

    private int resolution(PageSource page) {
        DrawingSize size = answers.processor().drawingSize();
        return Math.min(size.dpi(), page.dpiForLongSide(size.longestSide()));
    }
}
