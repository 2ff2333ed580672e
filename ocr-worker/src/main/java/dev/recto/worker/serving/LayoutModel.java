package dev.recto.worker.serving;

import dev.recto.model.ModelCapability;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.detector.Detector;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.model.family.Family;
import dev.recto.worker.snapshot.SnapshotException;
import java.nio.file.Path;
import java.util.List;

/** A detector's snapshot that is to stand beside a model. */
record LayoutModel(Path snapshot, LayoutMeters meters) {
    /** Of a model that reads region by region. */
    static final List<ModelCapability> CAPABILITIES = List.of(
            ModelCapability.PROMPT,
            ModelCapability.ANNOTATION,
            ModelCapability.PICTURE_ANNOTATION,
            ModelCapability.BLOCKS,
            ModelCapability.REGIONS);

    /**
     * @param whole how the model answers about whole pages
     * @throws SnapshotException if there are no prompts for regions, or the snapshot can't be used
     */
    RegionReader open(Family family, ModelOptions options, GenerationOptions whole, VisionConfig.Layout config) {
        if (family != Family.GLM) {
            throw new SnapshotException(snapshot, "a layout is for " + Family.GLM + ", not for " + family);
        }
        PageLayout layout = new PageLayout(Detector.open(snapshot, options), config.threshold(), meters);
        return new RegionReader(layout, whole.withRepetitionPenalty(config.repetitionPenalty()), meters);
    }
}
