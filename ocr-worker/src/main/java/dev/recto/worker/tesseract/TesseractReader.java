package dev.recto.worker.tesseract;

import dev.recto.model.Block;
import dev.recto.model.Box;
import dev.recto.model.ModelCapability;
import dev.recto.model.PageFault;
import dev.recto.model.PageFlag;
import dev.recto.model.Picture;
import dev.recto.model.ReadOptions;
import dev.recto.model.ServedModel;
import dev.recto.model.TokenUsage;
import dev.recto.tracing.Activity;
import dev.recto.worker.layout.Composition;
import dev.recto.worker.layout.PageComposer;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageRaster;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.scan.GrayImage;
import dev.recto.worker.scan.Turn;
import dev.recto.worker.threads.Futures;
import dev.recto.worker.threads.PoolThreads;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Reads pages with Tesseract, one thread and one instance for each slot. It follows no instructions: a page with a prompt
 * or an annotation fails with {@link PageFault#UNSUPPORTED_OPTION}. Boxes refer to the page as shown, also where it was
 * turned for reading.
 */
final class TesseractReader implements PageReader {
    static final String MODEL = "tesseract";

    private final TesseractConfig config;
    private final int slots;
    private final ExecutorService threads;
    private final Languages languages;
    private final BlockingQueue<TesseractSlot> idle;

    TesseractReader(TesseractConfig config, TesseractData data) {
        this.config = config;
        this.languages = new Languages(config.languages());
        this.slots = config.slots().orElse(Runtime.getRuntime().availableProcessors());
        this.threads = Executors.newFixedThreadPool(slots, PoolThreads.named("tesseract"));
        this.idle = new ArrayBlockingQueue<>(slots);
        try {
            for (int i = 0; i < slots; i++) {
                idle.add(new TesseractSlot(data, languages.configured().getFirst(), config.furtherLanguages()));
            }
            languages.configured().forEach(idle.element()::language);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public ServedModel model() {
        return new ServedModel(
                MODEL,
                "Tesseract 5",
                "tesseract-ocr",
                "Reads printed text on any CPU.",
                0,
                slots,
                List.of(ModelCapability.BLOCKS, ModelCapability.WORD_CONFIDENCE, ModelCapability.LANGUAGES),
                0,
                languages.configured());
    }

    @Override
    public PageReading read(PageRequest request) {
        ReadOptions options = request.options();
        if (options.prompt() != null
                || options.annotationPrompt() != null
                || options.annotationSchema() != null
                || options.pictureAnnotation() != null) {
            throw new PageFaultException(PageFault.UNSUPPORTED_OPTION);
        }
        if (!languages.configured().containsAll(options.languages())) {
            throw new PageFaultException(PageFault.LANGUAGE_NOT_OFFERED);
        }
        Page page = Futures.join(CompletableFuture.supplyAsync(() -> draw(request), threads));
        request.crops().store(page.raster().image(), page.reading().pictures());
        return page.reading();
    }

    @Override
    public void close() {
        threads.close();
        idle.forEach(TesseractSlot::close);
    }

    private record Page(PageRaster raster, PageReading reading) {}

    private Page draw(PageRequest request) {
        request.cancellation().throwIfRequested();
        PageRaster raster = request.page().draw(config.dpi());
        request.cancellation().throwIfRequested();
        TesseractSlot slot = idle.remove();
        try (Activity recognizing = request.activity().child("recognize")) {
            return new Page(raster, read(slot, raster, request));
        } finally {
            idle.add(slot);
        }
    }

    private PageReading read(TesseractSlot slot, PageRaster raster, PageRequest request) {
        Shrinking shrinking =
                Shrinking.of(raster.image().width(), raster.image().height());
        GrayImage shown = GrayImage.of(shrinking.apply(raster.image()));
        int dpi = shrinking.dpi(raster.dimensions().dpi());
        List<String> candidates = languages.candidates(request.options().languages(), request.job());
        LanguageSearch.Found found =
                new LanguageSearch(slot, candidates, dpi, config.turnBelow(), request.cancellation()).best(shown);
        request.job().ifPresent(job -> languages.isFound(job, found.language()));
        Attempt best = found.attempt();
        Composition composition =
                PageComposer.compose(best.recognition().regions(), best.level().height(), config.minWordConfidence());
        return reading(raster, composition, best.turn(), box -> shrinking.toShown(best.toShown(box)))
                .in(found.language());
    }

    private static PageReading reading(
            PageRaster raster, Composition composition, Turn turn, UnaryOperator<Box> toShown) {
        Set<PageFlag> flags = EnumSet.noneOf(PageFlag.class);
        if (composition.markdown().isEmpty()) {
            flags.add(PageFlag.BLANK);
        } else if (turn != Turn.NONE) {
            flags.add(PageFlag.ROTATED);
        }
        return new PageReading(
                composition.markdown(),
                raster.dimensions(),
                composition.blocks().stream()
                        .map(block -> moved(block, toShown))
                        .toList(),
                composition.pictures().stream()
                        .map(picture -> new Picture(toShown.apply(picture.box())))
                        .toList(),
                composition.confidence(),
                composition.words().stream()
                        .map(word -> word.at(toShown.apply(word.box())))
                        .toList(),
                null,
                TokenUsage.NONE,
                flags);
    }

    private static Block moved(Block block, UnaryOperator<Box> toShown) {
        Box box = block.box();
        return block.at(box == null ? null : toShown.apply(box));
    }
}
