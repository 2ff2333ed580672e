package dev.recto.worker.serving;

import dev.recto.worker.detector.DetectorMemory;
import dev.recto.worker.engine.EngineMemory;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.model.PageProcessor;
import dev.recto.worker.model.PromptTokenizer;
import dev.recto.worker.model.family.Family;
import dev.recto.worker.onnx.Provider;
import dev.recto.worker.onnx.ProviderException;
import dev.recto.worker.reader.UnusableModelException;
import dev.recto.worker.snapshot.SnapshotException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What all models of a worker will take together, each by its id.
 *
 * @param tesseract the detector that finds regions for Tesseract
 */
record MemoryPlan(
        Map<String, ModelMemory> models, boolean onDevice, boolean layoutOnDevice, Optional<Beside> tesseract) {
    /** A detector that stands beside no model. */
    record Beside(DetectorMemory memory, boolean onDevice) {}

    private static final double A4_SQUARE_INCHES = 8.27 * 11.69;
    private static final int COLOURS = 3;

    /**
     * @param tesseract the detector that finds regions for Tesseract
     * @param options of the models' networks
     * @param slots of each model
     * @throws UnusableModelException if a snapshot can't be used, or not so
     */
    static MemoryPlan of(
            Map<String, ModelsConfig.Model> models,
            Optional<Beside> tesseract,
            VisionConfig config,
            ModelOptions options,
            int slots) {
        Map<String, ModelMemory> planned = new LinkedHashMap<>();
        models.forEach((id, model) -> {
            try {
                planned.put(id, of(model, config, options, slots));
            } catch (SnapshotException | ProviderException e) {
                throw new UnusableModelException(id, e);
            }
        });
        return new MemoryPlan(
                planned, config.provider() == Provider.CUDA, config.layout().provider() == Provider.CUDA, tesseract);
    }

    private static ModelMemory of(ModelsConfig.Model model, VisionConfig config, ModelOptions options, int slots) {
        PageProcessor processor = Family.of(model.snapshot()).processor(model.snapshot(), new AnyTokens());
        int side = Math.min(
                processor.drawingSize().longestSide(), config.longestSide().orElse(Integer.MAX_VALUE));
        var page = processor.largest(side);
        var limits = VisionReaders.limits(model.snapshot(), config, slots);
        EngineMemory engine = EngineMemory.of(model.snapshot(), options, limits, page);
        Optional<DetectorMemory> layout =
                model.layout().map(snapshot -> DetectorMemory.of(snapshot, VisionReaders.layoutModel(config)));
        long prepared = (VisionReaders.prepared(config) + options.visionBatch()) * page.values() * Float.BYTES;
        long drawn = (limits.slots() + limits.encodedAhead()) * drawn(processor);
        return new ModelMemory(engine, layout, prepared + drawn);
    }

    /** Bytes of a page of paper as it is drawn for the model. */
    private static long drawn(PageProcessor processor) {
        double dpi = processor.drawingSize().dpi();
        double square = Math.pow(processor.drawingSize().longestSide(), 2);
        return (long) (COLOURS * Math.min(A4_SQUARE_INCHES * dpi * dpi, square));
    }

    /** Outside the Java heap. */
    long host() {
        return tesseract(false)
                + models.values().stream()
                        .mapToLong(
                                model -> (onDevice ? 0 : model.engine().total()) + (layoutOnDevice ? 0 : layout(model)))
                        .sum();
    }

    long device() {
        return tesseract(true)
                + models.values().stream()
                        .mapToLong(
                                model -> (onDevice ? model.engine().total() : 0) + (layoutOnDevice ? layout(model) : 0))
                        .sum();
    }

    private long tesseract(boolean there) {
        return tesseract
                .filter(detector -> detector.onDevice() == there)
                .map(detector -> detector.memory().total())
                .orElse(0L);
    }

    /** Bytes by what they are for, of each model and of Tesseract. */
    Map<String, Map<String, Long>> parts() {
        Map<String, Map<String, Long>> parts = new LinkedHashMap<>();
        models.forEach((id, memory) -> parts.put(id, memory.parts()));
        tesseract.ifPresent(detector ->
                parts.put("tesseract", Map.of("layout", detector.memory().total())));
        return parts;
    }

    /** In the Java heap. */
    long heap() {
        return models.values().stream().mapToLong(ModelMemory::pixels).sum();
    }

    int slots() {
        return models.values().stream()
                .mapToInt(model -> model.engine().slots())
                .max()
                .orElse(0);
    }

    /** Of one slot of each model. */
    long slot() {
        return models.values().stream()
                .mapToLong(model -> model.engine().slot())
                .sum();
    }

    private static long layout(ModelMemory model) {
        return model.layout().map(DetectorMemory::total).orElse(0L);
    }

    /** For sizes, which don't depend on tokens. */
    private static final class AnyTokens implements PromptTokenizer {
        @Override
        public int[] encode(String text) {
            return new int[0];
        }

        @Override
        public int id(String token) {
            return 0;
        }
    }
}
