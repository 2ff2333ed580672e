package dev.recto.worker.model;

import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.VisionInputs;
import java.util.List;
import java.util.Optional;

/**
 * A family's networks for one snapshot, and how a page's pixels enter them.
 *
 * <p>The vision graph takes {@link VisionInputs} and gives {@code features} fp32 [cells, hidden] in the order of the
 * images and their patches; the embedding graph takes {@code ids} int64 [batch, sequence] and gives {@code embeddings}; for the decoder see
 * {@link DecoderGraph}.
 */
public interface Architecture {
    String FEATURES = "features";
    String IDS = "ids";

    DecoderShape shape();

    Graph vision();

    Graph embedding();

    Graph decoder();

    /** What it takes to draft tokens; empty where the snapshot says that it has no layer for it. */
    default Optional<Drafting> drafting() {
        return Optional.empty();
    }

    /**
     * See {@link DecoderGraph}.
     *
     * @param decoder in place of {@link #decoder}
     * @param layer that drafts, its cache that of a decoder of one layer
     */
    record Drafting(Graph decoder, Graph layer) {}

    /** For one run over the images of all views, which are of one size. */
    VisionInputs inputs(List<ImageView> views);

    /** Puts the features of a page's views, each [cells, hidden], into token order. */
    float[] arrange(List<ImageView> views, List<float[]> features);
}
