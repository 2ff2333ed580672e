package dev.recto.worker.decode;

/** The largest logits of a row with their tokens. Of all the others none is larger than the least of these. */
public final class TopLogits {
    private final int[] ids;
    private final float[] logits;
    private final int vocabulary;

    public TopLogits(int count, int vocabulary) {
        ids = new int[count];
        logits = new float[count];
        this.vocabulary = vocabulary;
    }

    public void set(int number, int id, float logit) {
        ids[number] = id;
        logits[number] = logit;
    }

    public int count() {
        return ids.length;
    }

    public int id(int number) {
        return ids[number];
    }

    public float logit(int number) {
        return logits[number];
    }

    /** That of a token; NaN if it is not among them. */
    float logitOf(int id) {
        for (int number = 0; number < ids.length; number++) {
            if (ids[number] == id) {
                return logits[number];
            }
        }
        return Float.NaN;
    }

    float least() {
        float least = Float.POSITIVE_INFINITY;
        for (float logit : logits) {
            least = Math.min(least, logit);
        }
        return least;
    }

    float largest() {
        float largest = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        return largest;
    }

    /** How many tokens are not among them. */
    int others() {
        return vocabulary - ids.length;
    }
}
