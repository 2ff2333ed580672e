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
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.layout.Composition;
import dev.recto.worker.memory.PagesThatFit;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageRaster;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.regions.RegionFinder;
import dev.recto.worker.scan.Turn;
import dev.recto.worker.threads.Futures;
import dev.recto.worker.threads.PoolThreads;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
    private final Optional<RegionFinder> layout;
    private final int slots;
    private final ExecutorService threads;
    private final Languages languages;
    private final BlockingQueue<TesseractSlot> idle;
    private final StuckReadings stuck;

    /** @param layout finds the regions that are read one by one, the reader's own once it is open; empty where Tesseract lays pages out itself */
    TesseractReader(TesseractConfig config, TesseractData data, Optional<RegionFinder> layout) {
        this.config = config;
        this.layout = layout;
        this.languages = new Languages(config.languages());
        this.slots = config.slots().orElseGet(() -> PagesThatFit.here().at(config.dpi()));
        this.threads = Executors.newFixedThreadPool(slots, PoolThreads.named("tesseract"));
        this.idle = new ArrayBlockingQueue<>(slots);
        this.stuck = new StuckReadings(slots, config.stopTimeout());
        try {
            for (int i = 0; i < slots; i++) {
                idle.add(new TesseractSlot(data, languages.configured().getFirst(), config.furtherLanguages()));
            }
            languages.configured().forEach(idle.element()::language);
        } catch (RuntimeException | Error e) {
            closeSlots();
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
                capabilities(),
                0,
                languages.configured(),
                null);
    }

    private List<ModelCapability> capabilities() {
        Set<ModelCapability> all =
                EnumSet.of(ModelCapability.BLOCKS, ModelCapability.WORD_CONFIDENCE, ModelCapability.LANGUAGES);
        if (layout.isPresent()) {
            all.add(ModelCapability.REGIONS);
        }
        return List.copyOf(all);
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
    public CompletionStage<Throwable> broken() {
        return stuck.broken();
    }

    @Override
    public void close() {
        closeSlots();
        layout.ifPresent(RegionFinder::close);
    }

    private void closeSlots() {
        threads.close();
        idle.forEach(TesseractSlot::close);
    }

    private record Page(PageRaster raster, PageReading reading) {}

    private Page draw(PageRequest request) {
        request.cancellation().throwIfRequested();
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        request.cancellation().onRequest(() -> stuck.watch(end));
        try {
            return drawn(request);
        } finally {
            end.complete(true);
        }
    }

    private Page drawn(PageRequest request) {
        PageRaster raster = request.page().draw(config.dpi());
        request.cancellation().throwIfRequested();
        TesseractSlot slot = idle.remove();
        try (Activity recognizing = request.activity().child("recognize")) {
            return new Page(raster, read(slot, raster, request, recognizing));
        } finally {
            idle.add(slot);
        }
    }

    private PageReading read(TesseractSlot slot, PageRaster raster, PageRequest request, Activity activity) {
        Scaling scaling = Scaling.of(raster.image(), raster.resolution(), config.enlargeTo());
        RgbImage shown = scaling.apply(raster.image());
        int dpi = scaling.dpi(raster.resolution());
        List<String> candidates = languages.candidates(request.options().languages(), request.job());
        Recognizer recognizer = new Recognizer(
                slot,
                candidates.getFirst(),
                dpi,
                new Allowance(config.secondReading().timeout()),
                request.cancellation(),
                activity);
        RegionSearch search = new RegionSearch(layout, request.cancellation(), activity);
        LanguageSearch.Found found = new LanguageSearch(recognizer, search, candidates, config).best(shown);
        request.job().ifPresent(job -> languages.isFound(job, found.language()));
        Attempt best = found.attempt();
        Composition composition = recognizer
                .in(found.language())
                .withCells(best, config)
                .compose(best.level().image().height(), config.minWordConfidence());
        PageReading reading = reading(raster, composition, best.turn(), box -> scaling.toShown(best.toShown(box)));
        return reading.withFlags(search.flags(best.recognition())).in(found.language());
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
