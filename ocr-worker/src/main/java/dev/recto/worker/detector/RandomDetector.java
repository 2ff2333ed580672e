package dev.recto.worker.detector;

import dev.recto.worker.graph.Precision;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.snapshot.ConfigNode;
import dev.recto.worker.snapshot.RandomTensors;
import dev.recto.worker.snapshot.Snapshot;
import dev.recto.worker.snapshot.SnapshotException;
import dev.recto.worker.snapshot.TensorPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Snapshots of the detector with random numbers in them, to measure with. */
public final class RandomDetector {
    /** As the command line knows it. */
    public static final String NAME = "pp-doclayout-v3";

    private static final String CONFIG = "config.json";
    private static final String PREPROCESSOR = "preprocessor_config.json";

    private RandomDetector() {}

    /**
     * Writes config.json, preprocessor_config.json and model.safetensors, fp32.
     *
     * @param config a config.json of this kind, beside which its preprocessor_config.json may lie; null for the published dimensions
     * @throws SnapshotException if the configuration is of another kind
     */
    public static void write(@Nullable Path config, Path directory) throws IOException {
        Files.createDirectories(directory);
        Path target = directory.resolve(CONFIG);
        Files.write(target, config == null ? published(CONFIG) : Files.readAllBytes(config));
        Path beside = config == null ? null : config.resolveSibling(PREPROCESSOR);
        boolean given = beside != null && Files.exists(beside);
        Files.write(
                directory.resolve(PREPROCESSOR),
                given ? Files.readAllBytes(Objects.requireNonNull(beside)) : published(PREPROCESSOR));
        ConfigNode node = Snapshot.readConfig(target);
        try (TensorPlan plan = new TensorPlan(node)) {
            InputSize size = PagePixels.read(directory).size();
            DetectorConfig dimensions = DetectorConfig.of(node);
            DetectorGraph.of(plan, dimensions, Precision.FP32.format(false), size, EnumSet.of(Stage.LOGITS));
            planUnused(plan, dimensions);
            RandomTensors.write(plan.shapes(), ElementType.FLOAT, directory.resolve("model.safetensors"));
        }
    }

    /** What only training needs, but a published snapshot has. */
    private static void planUnused(TensorPlan plan, DetectorConfig config) {
        int width = config.decoder().width();
        for (int i = 0; i < config.decoder().layers(); i++) {
            plan.tensor("model.decoder_order_head." + i + ".weight", width, width);
            plan.tensor("model.decoder_order_head." + i + ".bias", width);
        }
        plan.tensor("model.denoising_class_embed.weight", config.labels(), width);
    }

    private static byte[] published(String file) throws IOException {
        try (InputStream resource = RandomDetector.class.getResourceAsStream(NAME + "/" + file)) {
            return Objects.requireNonNull(resource).readAllBytes();
        }
    }
}
