package dev.recto.worker.model.family;

import dev.recto.worker.graph.Precision;
import dev.recto.worker.model.Architecture;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.snapshot.ConfigNode;
import dev.recto.worker.snapshot.RandomTensors;
import dev.recto.worker.snapshot.Snapshot;
import dev.recto.worker.snapshot.SnapshotException;
import dev.recto.worker.snapshot.TensorPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots with the tensors that a family's networks ask for, and random numbers in them: for measuring. There is no
 * tokenizer. The same dimensions always give the same numbers.
 */
public final class RandomSnapshot {
    private RandomSnapshot() {}

    /**
     * Writes config.json and model.safetensors, bf16.
     *
     * @param config a config.json of that family; null for the dimensions of the published model
     * @throws SnapshotException if the configuration is not one of that family
     */
    public static void write(Family family, @Nullable Path config, Path directory) throws IOException {
        Files.createDirectories(directory);
        Path target = directory.resolve("config.json");
        Files.write(target, config == null ? family.publishedConfig() : Files.readAllBytes(config));
        ConfigNode node = Snapshot.readConfig(target);
        if (Family.of(node) != family) {
            throw new SnapshotException(target, "not a configuration of " + family);
        }
        try (TensorPlan plan = new TensorPlan(node)) {
            Architecture architecture = family.architecture(plan, Precision.FP32.format(false));
            architecture.vision();
            architecture.embedding();
            architecture.decoder();
            architecture.drafting();
            RandomTensors.write(plan.shapes(), ElementType.BFLOAT16, directory.resolve("model.safetensors"));
        }
    }
}
