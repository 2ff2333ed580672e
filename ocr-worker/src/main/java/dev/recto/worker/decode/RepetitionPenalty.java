package dev.recto.worker.decode;

import java.util.BitSet;

/** Makes ids that have occurred less likely, once each: positive logits are divided, others multiplied. */
final class RepetitionPenalty {
    private final float penalty;
    private final BitSet seen = new BitSet();

    /** 1 changes nothing. */
    RepetitionPenalty(double penalty) {
        this.penalty = (float) penalty;
    }

    void add(int id) {
        seen.set(id);
    }

    boolean isNone() {
        return penalty == 1;
    }

    void apply(float[] logits) {
        if (isNone()) {
            return;
        }
        for (int id = seen.nextSetBit(0); id >= 0 && id < logits.length; id = seen.nextSetBit(id + 1)) {
            logits[id] = logits[id] > 0 ? logits[id] / penalty : logits[id] * penalty;
        }
    }
}
