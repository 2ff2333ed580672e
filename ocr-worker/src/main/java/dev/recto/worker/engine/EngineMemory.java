package dev.recto.worker.engine;

import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.GraphMemory;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.NumberFormat;
import dev.recto.worker.model.Architecture;
import dev.recto.worker.model.PageLoad;
import dev.recto.worker.model.family.Family;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.snapshot.Snapshot;
import java.nio.file.Path;

/**
 * Bytes that an engine will take where it computes, reckoned before it is opened.
 *
 * @param weights of all networks. A CPU keeps matrices in an order of its own; what it read them from, mapped files, can be taken back
 *     by the system at any time and is not counted
 * @param slot keys and values of one slot, with what a step reads and says of it
 * @param vision a run of the vision towers over as many of the largest pages as share one
 * @param features of pages on their way through the towers, and of all others, which are kept where a page is asked about again
 * @param prompt a step that feeds as much of prompts as it may, the longest prompts beside it that wait for slots
 */
public record EngineMemory(
        int slots, int slotTokens, long weights, long slot, long vision, long features, long prompt) {
    /** The runtime takes memory in ever larger pieces, of which the last is not full; measured. */
    private static final double PIECES = 1.5;

    /** @throws dev.recto.worker.snapshot.SnapshotException if the snapshot can't be used */
    public static EngineMemory of(Path directory, ModelOptions options, SchedulerLimits limits, PageLoad page) {
        NumberFormat format = options.format();
        try (Snapshot snapshot = Snapshot.open(directory)) {
            Architecture architecture = Family.of(snapshot.config()).architecture(snapshot, format);
            Graph towers = architecture.vision();
            GraphMemory vision = GraphMemory.of(towers);
            GraphMemory decoder = GraphMemory.of(architecture.decoder());
            GraphMemory embedding = GraphMemory.of(architecture.embedding());
            long batch = page.largestView() * options.visionBatch();
            int tokens = Math.max(limits.chunkTokens(), limits.stepTokens());
            int hidden = architecture.shape().hiddenSize();
            // Whoever keeps features of one page keeps those of all pages of its run
            long pages = (limits.slots() + limits.encodedAhead() + 1L) * options.visionBatch();
            return new EngineMemory(
                    limits.slots(),
                    limits.slotTokens(),
                    vision.weights() + embedding.weights() + decoder.weights() + draftWeights(architecture, options),
                    slot(architecture.shape(), format, limits.slotTokens(), options.draftTokens()),
                    batch * Float.BYTES + run(vision, batch / GraphMemory.inputWidth(towers), format.activations()),
                    ElementType.FLOAT.sizeOf(pages, page.features(), hidden),
                    run(decoder, Math.min(tokens, limits.slotTokens()), format.activations())
                            + format.activations().sizeOf(limits.encodedAhead() + 1L, limits.slotTokens(), hidden));
        }
    }

    /** Its head is the decoder's, but is brought into an order for products once more. */
    private static long draftWeights(Architecture architecture, ModelOptions options) {
        return options.draftTokens() == 0
                ? 0
                : architecture
                        .drafting()
                        .map(drafting -> GraphMemory.of(drafting.layer()).weights())
                        .orElse(0L);
    }

    private static long slot(DecoderShape shape, NumberFormat format, int slotTokens, int draftTokens) {
        DecoderShape all = draftTokens == 0 ? shape : shape.withLayers(shape.layers() + 1);
        long cache = format.cacheTensors(all, slotTokens + draftTokens).stream()
                .mapToLong(part -> part.type().sizeOf(part.shape(1)))
                .sum();
        long logits = (2 + draftTokens) * ElementType.FLOAT.sizeOf(shape.vocabularySize());
        return cache + logits + format.activations().sizeOf(shape.hiddenSize());
    }

    private static long run(GraphMemory graph, long rows, ElementType type) {
        return (long) (PIECES * graph.activations() * rows * type.bytes());
    }

    public long cache() {
        return slots * slot;
    }

    public long total() {
        return weights + cache() + vision + features + prompt;
    }
}
