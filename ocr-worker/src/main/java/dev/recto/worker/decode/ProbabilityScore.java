package dev.recto.worker.decode;

import dev.recto.model.Confidence;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Mean and lowest of probabilities. */
final class ProbabilityScore {
    private double[] probabilities = new double[256];
    private int count;

    void add(double probability) {
        if (count == probabilities.length) {
            probabilities = Arrays.copyOf(probabilities, 2 * count);
        }
        probabilities[count++] = probability;
    }

    /** Drops all but the first ones. */
    void keep(int first) {
        count = Math.min(first, count);
    }

    @Nullable
    Confidence confidence() {
        if (count == 0) {
            return null;
        }
        double sum = 0;
        double lowest = 1;
        for (int i = 0; i < count; i++) {
            sum += probabilities[i];
            lowest = Math.min(lowest, probabilities[i]);
        }
        return new Confidence(Math.min(1, sum / count), lowest);
    }
}
