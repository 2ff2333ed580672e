package dev.recto.worker.tesseract;

import dev.recto.worker.detector.DetectorMemory;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.onnx.CudaOptions;
import dev.recto.worker.onnx.Provider;
import dev.recto.worker.onnx.ProviderException;
import dev.recto.worker.reader.UnusableModelException;
import dev.recto.worker.regions.PageLayout;
import dev.recto.worker.regions.RegionFinder;
import dev.recto.worker.snapshot.SnapshotException;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;

/** The detector of the regions that Tesseract reads, as its options say. */
public final class TesseractLayout {
    private TesseractLayout() {}

    /**
     * What it will take of memory; empty where Tesseract lays pages out itself.
     *
     * @throws UnusableModelException if its snapshot can't be used, or not so
     */
    public static Optional<DetectorMemory> memory(TesseractConfig config) {
        return with(config, DetectorMemory::of);
    }

    static Optional<RegionFinder> open(TesseractConfig config, Timer timer) {
        double threshold = config.layout().threshold();
        return with(config, (snapshot, options) -> PageLayout.open(snapshot, options, threshold, timer));
    }

    private static <T> Optional<T> with(TesseractConfig config, BiFunction<Path, ModelOptions, T> use) {
        if (!config.enabled()) {
            return Optional.empty();
        }
        try {
            return config.layout().snapshot().map(snapshot -> use.apply(snapshot, model(config.layout())));
        } catch (SnapshotException | ProviderException e) {
            throw new UnusableModelException(TesseractReader.MODEL, e);
        }
    }

    private static ModelOptions model(TesseractConfig.Layout config) {
        ModelOptions options =
                ModelOptions.cpu(config.threads().orElse(Runtime.getRuntime().availableProcessors()));
        if (config.provider() == Provider.CUDA) {
            options = options.onCuda(new CudaOptions(
                    config.cuda().device(), 0, false, config.cuda().fallback()));
        }
        options = config.weightCache().map(options::withWeightCache).orElse(options);
        ModelOptions any = options;
        return config.weights()
                .map(weights -> PageLayout.withWeights(any, weights))
                .orElse(any);
    }
}
