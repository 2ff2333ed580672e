package dev.recto.worker.decode;

import org.jspecify.annotations.Nullable;

/** What the model says about the token that follows, for one page. Valid until the page's next step. */
public interface StepOutput {
    /** The token with the largest logit; the lowest id where several share it. */
    int best();

    /** Softmax probability of {@link #best()}. */
    float bestProbability();

    /** The largest logits, in an object that is the same every time; null where nothing picks them. */
    default @Nullable TopLogits top() {
        return null;
    }

    /** All logits, shape [vocabulary], in a scratch array the caller may overwrite. Costs a copy of the row: ask only when needed. */
    float[] logits();
}
