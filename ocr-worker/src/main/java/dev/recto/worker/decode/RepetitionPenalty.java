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

    /** Whether it makes them more likely instead. */
    boolean raises() {
        return penalty < 1;
    }

    void apply(float[] logits) {
        if (isNone()) {
            return;
        }
        for (int id = seen.nextSetBit(0); id >= 0 && id < logits.length; id = seen.nextSetBit(id + 1)) {
            logits[id] = applied(logits[id]);
        }
    }

    /** What becomes of one logit. */
    float applied(int id, float logit) {
        return isNone() || !seen.get(id) ? logit : applied(logit);
    }

    private float applied(float logit) {
        return logit > 0 ? logit / penalty : logit * penalty;
    }
}
