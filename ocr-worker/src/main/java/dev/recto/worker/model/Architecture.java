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

    /**
     * In which order features take the places of a page's image tokens.
     *
     * @param cells of each view
     */
    default FeatureOrder order(List<ImageView> views, List<Integer> cells) {
        FeatureOrder order = new FeatureOrder();
        for (int view = 0; view < cells.size(); view++) {
            order.add(view, 0, cells.get(view));
        }
        return order;
    }

    /** Features that stand among those of views in every page, [count, hidden]. */
    default float[] ownFeatures() {
        return new float[0];
    }
}
