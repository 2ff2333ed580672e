package dev.recto.worker.decode;

/** Sums over a vocabulary. */
final class Logits {
    // e^-30 of a whole vocabulary is below single precision.
    private static final float NEGLIGIBLE = 30;

    private Logits() {}

    /** The first of the highest. */
    static int argMax(float[] logits) {
        int best = 0;
        for (int id = 1; id < logits.length; id++) {
            if (logits[id] > logits[best]) {
                best = id;
            }
        }
        if (!Float.isFinite(logits[best])) {
            throw new ArithmeticException("the model's logits are not finite");
        }
        return best;
    }

    /** Sum of exp(logit − highest). */
    static double partition(float[] logits, float highest) {
        double sum = 0;
        for (float logit : logits) {
            float distance = highest - logit;
            if (distance < NEGLIGIBLE) {
                sum += Math.exp(-distance);
            }
        }
        return sum;
    }
}
