package dev.recto.worker.detector;

import java.util.Locale;

/** A result of the network on its way, or at its end. */
public enum Stage {
    BACKBONE_STAGE2,
    BACKBONE_STAGE4,
    PAN_STRIDE8,
    PAN_STRIDE16,
    PAN_STRIDE32,
    MASK_FEAT,
    PROPOSALS,
    /** Each query's share in the prototypes, around which its first box lies; what the last layer says of it serves polygons only. */
    INITIAL_MASKS,
    INITIAL_BOXES,
    LOGITS,
    BOXES,
    ORDER_LOGITS;

    /** Name of the output of the graph. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
