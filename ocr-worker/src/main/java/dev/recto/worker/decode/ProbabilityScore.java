package dev.recto.worker.decode;

import dev.recto.model.Confidence;
import org.jspecify.annotations.Nullable;

/** Mean and lowest of probabilities. */
final class ProbabilityScore {
    private double sum;
    private double lowest = 1;
    private int count;

    void add(double probability) {
        sum += probability;
        lowest = Math.min(lowest, probability);
        count++;
    }

    @Nullable
    Confidence confidence() {
        return count == 0 ? null : new Confidence(Math.min(1, sum / count), lowest);
    }
}
