package dev.recto.worker.detector;

import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.GraphMemory;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.snapshot.Snapshot;
import java.nio.file.Path;

/**
 * Bytes that a detector will take where it computes, reckoned before it is opened.
 *
 * @param run what a page takes on its way
 */
public record DetectorMemory(long weights, long run) {
    /** Numbers held at once for each pixel of what the network sees; measured, they lie in the first maps of the backbone. */
    private static final int ACTIVATIONS = 84;

    /** @throws dev.recto.worker.snapshot.SnapshotException if the snapshot can't be used */
    public static DetectorMemory of(Path directory, ModelOptions options) {
        try (Snapshot snapshot = Snapshot.open(directory)) {
            InputSize size = PagePixels.read(directory).size();
            DetectorConfig config = DetectorConfig.of(snapshot.config());
            Graph graph = DetectorGraph.of(snapshot, config, options.format(), size, Detector.SERVED);
            long bytes = options.format().activations().sizeOf(ACTIVATIONS, size.width(), size.height());
            return new DetectorMemory(GraphMemory.of(graph).weights(), bytes);
        }
    }

    public long total() {
        return weights + run;
    }
}
