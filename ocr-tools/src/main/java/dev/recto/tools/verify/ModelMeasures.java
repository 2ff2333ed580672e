package dev.recto.tools.verify;

import dev.recto.worker.decode.Generation;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.decode.PlainOutput;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.VisionLanguageModel;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How much a network with fewer bits differs from the reference: along the reference's tokens, so that steps compare. Judged
 * where there is a bound: no value may be off by more, and no token differ whose lead over the next exceeds it twice.
 */
final class ModelMeasures {
    private final VisionLanguageModel model;
    private final Optional<ErrorBudget> budget;
    private final Report report;
    private double sum;
    private long values;
    private int tokens;
    private int equalTokens;

    ModelMeasures(VisionLanguageModel model, Optional<ErrorBudget> budget, Report report) {
        this.model = model;
        this.budget = budget;
        this.report = report;
    }

    void run(GoldenCase page, PreparedPage input) {
        report.attempt(page.name() + "/network", () -> {
            float[] features = model.imageEmbeddings(input);
            note(
                    page,
                    "image_embeds",
                    NumpyFile.floats(page.file("image_embeds.npy")).values(),
                    features);
            int[] expected = NumpyFile.longs(page.file("tokens.npy")).toInts();
            float[] logits = logits(input, model.inputEmbeddings(input, features), expected);
            float[] reference = NumpyFile.floats(page.file("step_logits.npy")).values();
            sum += note(page, "step_logits", reference, logits);
            values += reference.length;
            int[] best = best(logits, expected.length);
            tokens(page, expected, best, reference);
            return best;
        });
    }

    /** Its features when it went through the vision towers with other pages. */
    void batched(GoldenCase page, float[] features) {
        String name = "image_embeds in a batch";
        report.attempt(page.name() + "/" + name, () -> {
            note(page, name, NumpyFile.floats(page.file("image_embeds.npy")).values(), features);
            return features;
        });
    }

    void summary() {
        report.note(
                "all cases",
                String.format(
                        Locale.ROOT,
                        "logits differ by %.1e on average, %d of %d tokens as the reference's",
                        sum / values,
                        equalTokens,
                        tokens));
    }

    /** Returns the sum of all differences. */
    private double note(GoldenCase page, String name, float[] reference, float[] actual) {
        if (reference.length != actual.length) {
            throw new IllegalStateException(actual.length + " values, not " + reference.length);
        }
        double largest = 0;
        double total = 0;
        for (int i = 0; i < reference.length; i++) {
            double difference = Math.abs((double) reference[i] - actual[i]);
            largest = Math.max(largest, difference);
            total += difference;
        }
        double most = largest;
        double mean = total / reference.length;
        String check = page.name() + "/" + name;
        budget.ifPresentOrElse(
                allowed -> report.add(check, allowed.judge(reference, actual)),
                () -> report.note(check, String.format(Locale.ROOT, "%.1e at most, %.1e on average", most, mean)));
        return total;
    }

    private void tokens(GoldenCase page, int[] expected, int[] best, float[] reference) {
        int vocabulary = reference.length / expected.length;
        double bound = budget.map(allowed -> allowed.bound(reference)).orElse(Double.POSITIVE_INFINITY);
        int equal = 0;
        int clearlyWrong = 0;
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] == best[i]) {
                equal++;
            } else if (reference[i * vocabulary + expected[i]] - reference[i * vocabulary + best[i]] > 2 * bound) {
                clearlyWrong++;
            }
        }
        tokens += expected.length;
        equalTokens += equal;
        String check = page.name() + "/tokens";
        String detail = equal + " of " + expected.length + " as the reference's";
        if (budget.isPresent()) {
            report.add(check, new Difference(clearlyWrong == 0, detail + ", " + clearlyWrong + " clearly wrong"));
        } else {
            report.note(check, detail);
        }
    }

    /** Logits of every step while the reference's tokens are fed, shape [steps, vocabulary]. */
    private float[] logits(PreparedPage input, float[] embeddings, int[] fed) {
        GenerationOptions options = GenerationOptions.greedy(Set.of(), fed.length);
        Generation generation = new Generation(options, input.inputIds(), () -> false, fed);
        int vocabulary = model.vocabularySize();
        float[] all = new float[fed.length * vocabulary];
        int step = 0;
        try (VisionLanguageModel.Decoding decoding = model.prefill(input, embeddings)) {
            System.arraycopy(decoding.logits(), 0, all, 0, vocabulary);
            while (generation.accept(new PlainOutput(decoding.logits()))) {
                decoding.feed(generation.lastToken());
                System.arraycopy(decoding.logits(), 0, all, ++step * vocabulary, vocabulary);
            }
        }
        return all;
    }

    private static int[] best(float[] logits, int steps) {
        int vocabulary = logits.length / steps;
        int[] best = new int[steps];
        for (int step = 0; step < steps; step++) {
            best[step] = new PlainOutput(Arrays.copyOfRange(logits, step * vocabulary, (step + 1) * vocabulary)).best();
        }
        return best;
    }
}
