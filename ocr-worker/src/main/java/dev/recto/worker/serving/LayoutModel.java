package dev.recto.worker.serving;

import dev.recto.model.ModelCapability;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.model.family.Family;
import dev.recto.worker.regions.PageLayout;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A detector's snapshot that is to stand beside a model. */
record LayoutModel(Path snapshot, LayoutMeters meters) {
    /** Of a family that reads region by region: it has boxes and pictures then, whatever it says itself. */
    static List<ModelCapability> capabilities(Family family) {
        Set<ModelCapability> all =
                EnumSet.of(ModelCapability.PICTURE_ANNOTATION, ModelCapability.BLOCKS, ModelCapability.REGIONS);
        all.addAll(family.capabilities());
        return List.copyOf(all);
    }

    /**
     * @param whole how the model answers about whole pages
     * @throws dev.recto.worker.snapshot.SnapshotException if the snapshot can't be used
     */
    RegionReader open(Family family, ModelOptions options, GenerationOptions whole, VisionConfig.Layout config) {
        PageLayout layout = PageLayout.open(snapshot, options, config.threshold(), meters.layout());
        GenerationOptions generation =
                family == Family.GLM ? whole.withRepetitionPenalty(config.repetitionPenalty()) : whole;
        return new RegionReader(layout, RegionPrompts.of(family), generation, meters);
    }
}
