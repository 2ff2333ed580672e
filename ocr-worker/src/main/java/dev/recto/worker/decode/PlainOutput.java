package dev.recto.worker.decode;

/** The output of a step whose logits lie in the heap. */
public final class PlainOutput implements StepOutput {
    private final float[] logits;
    private final int best;
    private final float bestProbability;

    /** Takes logits of shape [vocabulary]; {@link ArithmeticException} if they are not finite. */
    public PlainOutput(float[] logits) {
        this.logits = logits;
        this.best = Logits.argMax(logits);
        this.bestProbability = (float) (1 / Logits.partition(logits, logits[best]));
    }

    @Override
    public int best() {
        return best;
    }

    @Override
    public float bestProbability() {
        return bestProbability;
    }

    @Override
    public float[] logits() {
        return logits.clone();
    }
}
