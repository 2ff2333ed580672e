package dev.recto.worker.serving;

import dev.recto.model.ServedModel;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.decode.LoopLimits;
import dev.recto.worker.decode.NgramBan;
import dev.recto.worker.decode.Sampling;
import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.engine.BatchingEngine;
import dev.recto.worker.engine.DecodingEngine;
import dev.recto.worker.engine.EngineListener;
import dev.recto.worker.graph.CacheFormat;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.image.BlankPage;
import dev.recto.worker.model.EndTokens;
import dev.recto.worker.model.PageProcessor;
import dev.recto.worker.model.TextTokenizer;
import dev.recto.worker.model.family.Family;
import dev.recto.worker.onnx.CudaOptions;
import dev.recto.worker.onnx.Provider;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.regions.PageLayout;
import dev.recto.worker.snapshot.SnapshotJson;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Opens readers as the configuration says. */
final class VisionReaders {
    private static final long RETRY_SEED = 1;

    private VisionReaders() {}

    /** The same for pages that are read whole. */
    static VisionReader open(String id, Path snapshot, VisionConfig config, EngineListener listener) {
        return open(id, snapshot, Optional.empty(), config, config.slots(), listener);
    }

    /**
     * Loads the snapshot and has it read one page, so that what is slow or broken shows now.
     *
     * @param layout finds the regions that are read one by one; empty where pages are read whole
     * @param slots that there is room for
     */
    static VisionReader open(
            String id,
            Path snapshot,
            Optional<LayoutModel> layout,
            VisionConfig config,
            int slots,
            EngineListener listener) {
        Family family = Family.of(snapshot);
        SchedulerLimits limits = limits(snapshot, config, slots);
        return Resources.owned(resources -> {
            TextTokenizer tokenizer = resources.keep(TextTokenizer.open(snapshot));
            PageProcessor processor = family.processor(snapshot, tokenizer);
            GenerationOptions options = options(family, EndTokens.read(snapshot), tokenizer, config);
            Optional<RegionReader> regions = layout.map(
                    model -> resources.keep(model.open(family, layoutModel(config), options, config.layout())));
            DecodingEngine engine = resources.keep(BatchingEngine.open(snapshot, model(config), limits, listener));
            Turns room = new Turns(prepared(config));
            Answers answers = new Answers(engine, room, processor, tokenizer, options, savings(processor, config));
            Checkup checkup = Checkup.first(answers, config.warmUpTokens(), config.checkups());
            return new VisionReader(
                    served(id, family, limits, layout.isPresent(), config),
                    answers,
                    regions,
                    blank(config.blank()),
                    checkup,
                    config.stopTimeout());
        });
    }

    /** A limit that the model's own rule stays within is none. */
    private static Savings savings(PageProcessor processor, VisionConfig config) {
        int limit = config.longestSide().orElse(Integer.MAX_VALUE);
        return new Savings(
                limit < processor.drawingSize().longestSide() ? limit : Integer.MAX_VALUE,
                model(config).format().cache() == CacheFormat.INT8);
    }

    static ModelOptions model(VisionConfig config) {
        ModelOptions options = on(config.provider(), config.threads(), config);
        options = config.weights().map(options::withPrecision).orElse(options);
        options = config.cache().map(options::withCache).orElse(options);
        options = options.withDraftTokens(config.draftTokens()).withTopTokens(config.topTokens());
        return config.visionBatch().map(options::withVisionBatch).orElse(options);
    }

    /** As many as go through the towers together, so that the next of them are ready. */
    static int prepared(VisionConfig config) {
        return config.prepared().orElseGet(() -> model(config).visionBatch());
    }

    /** Of the detector beside the model. */
    static ModelOptions layoutModel(VisionConfig config) {
        ModelOptions options =
                on(config.layout().provider(), config.layout().threads().or(config::threads), config);
        return config.layout()
                .weights()
                .map(weights -> PageLayout.withWeights(options, weights))
                .orElse(options);
    }

    private static ModelOptions on(Provider provider, Optional<Integer> threads, VisionConfig config) {
        ModelOptions options =
                ModelOptions.cpu(threads.orElse(Runtime.getRuntime().availableProcessors()));
        if (provider == Provider.CUDA) {
            VisionConfig.Cuda cuda = config.cuda();
            options =
                    options.onCuda(new CudaOptions(cuda.device(), cuda.memoryLimit(), cuda.graphs(), cuda.fallback()));
        }
        options = config.weightCache().map(options::withWeightCache).orElse(options);
        return options.withWeightCacheSize(config.weightCacheSize().asLongValue());
    }

    /** A page that is looked after, see {@link Checkup}, may wait beside those that are read. */
    static SchedulerLimits limits(Path snapshot, VisionConfig config, int slots) {
        int slotTokens = Math.min(config.slotTokens(), longestContext(snapshot));
        int ahead = Math.max(1, config.ahead());
        int stepTokens = Math.max(config.stepTokens(), slots + 1);
        return new SchedulerLimits(slots, slotTokens, slots + ahead + 1, ahead, stepTokens, config.chunkTokens());
    }

    /** Whether tokens are drawn at the first try. */
    static boolean samples(Path snapshot, VisionConfig config) {
        double temperature = switch (Family.of(snapshot)) {
            case DEEPSEEK -> config.deepseek().temperature();
            case LIGHTON -> config.lighton().temperature();
            case GLM -> config.glm().temperature();
        };
        return temperature > 0;
    }

    private static GenerationOptions options(
            Family family, Set<Integer> endTokens, TextTokenizer tokenizer, VisionConfig config) {
        GenerationOptions greedy = GenerationOptions.greedy(endTokens, config.maxNewTokens())
                .withLoopLimits(loopLimits(config.loop()))
                .withSecondTry(retry(config.loop()));
        return switch (family) {
            case DEEPSEEK -> deepSeek(greedy, tokenizer, config.deepseek());
            case LIGHTON ->
                greedy.withSampling(new Sampling(
                        config.lighton().temperature(), config.lighton().topP(), 0));
            case GLM ->
                greedy.withSampling(new Sampling(
                                config.glm().temperature(), config.glm().topP(), 0))
                        .withRepetitionPenalty(config.glm().repetitionPenalty());
        };
    }

    private static GenerationOptions deepSeek(
            GenerationOptions greedy, TextTokenizer tokenizer, VisionConfig.DeepSeek config) {
        GenerationOptions sampled = greedy.withSampling(new Sampling(config.temperature(), config.topP(), 0));
        Set<Integer> cells = Set.of(tokenizer.id("<td>"), tokenizer.id("</td>"));
        return config.ngramSize() == 0
                ? sampled
                : sampled.withNgramBan(new NgramBan(config.ngramSize(), config.ngramWindow(), cells));
    }

    private static LoopLimits loopLimits(VisionConfig.Loop loop) {
        return new LoopLimits(loop.minimumTokens(), loop.minimumCopies(), loop.longestPiece());
    }

    private static Optional<Sampling> retry(VisionConfig.Loop loop) {
        return loop.retryTemperature() == 0
                ? Optional.empty()
                : Optional.of(new Sampling(loop.retryTemperature(), loop.retryTopP(), RETRY_SEED));
    }

    private static Optional<BlankPage> blank(VisionConfig.Blank blank) {
        return blank.detected()
                ? Optional.of(new BlankPage(blank.contrast(), blank.inkShare(), blank.margin(), blank.inkedCells()))
                : Optional.empty();
    }

    private static int longestContext(Path snapshot) {
        SnapshotJson config = SnapshotJson.read(snapshot, "config.json");
        String key = "max_position_embeddings";
        int outer = config.integer(key, Integer.MAX_VALUE);
        return Math.min(
                outer,
                Math.min(config.integer("text_config/" + key, outer), config.integer("language_config/" + key, outer)));
    }

    private static ServedModel served(
            String id, Family family, SchedulerLimits limits, boolean layout, VisionConfig config) {
        int slash = id.indexOf('/');
        return new ServedModel(
                id,
                id.substring(slash + 1),
                slash < 0 ? "" : id.substring(0, slash),
                family.description() + " Weights: " + model(config).precision() + ".",
                limits.slotTokens(),
                limits.slots() + config.ahead(),
                layout ? LayoutModel.capabilities(family) : family.capabilities());
    }
}
