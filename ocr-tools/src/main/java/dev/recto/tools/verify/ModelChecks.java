package dev.recto.tools.verify;

import dev.recto.worker.decode.Generation;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.decode.PlainOutput;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.VisionLanguageModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The network itself: image features, decoder input, logits and tokens. */
final class ModelChecks {
    private static final double TOLERANCE = 1e-3;

    private final VisionLanguageModel model;
    private final FamilyChecks family;
    private final Report report;

    ModelChecks(VisionLanguageModel model, FamilyChecks family, Report report) {
        this.model = model;
        this.family = family;
        this.report = report;
    }

    /** Its features when it went through the vision towers with other pages. */
    void batched(GoldenCase page, float[] features) {
        report.check(
                page.name() + "/image_embeds in a batch",
                () -> Difference.within(
                        TOLERANCE,
                        NumpyFile.floats(page.file("image_embeds.npy")).values(),
                        features));
    }

    void run(GoldenCase page, PreparedPage input) {
        Optional<float[]> features =
                report.attempt(page.name() + "/image features", () -> model.imageEmbeddings(input));
        features.ifPresent(values -> report.check(
                page.name() + "/image_embeds",
                () -> Difference.within(
                        TOLERANCE,
                        NumpyFile.floats(page.file("image_embeds.npy")),
                        new long[] {values.length / model.hiddenSize(), model.hiddenSize()},
                        values)));
        Optional<float[]> embeddings = features.flatMap(
                values -> report.attempt(page.name() + "/embedding", () -> model.inputEmbeddings(input, values)));
        embeddings.ifPresent(values -> {
            if (!page.hasDigests()) {
                report.check(
                        page.name() + "/inputs_embeds",
                        () -> Difference.within(
                                TOLERANCE,
                                NumpyFile.floats(page.file("inputs_embeds.npy")),
                                new long[] {input.inputIds().length, model.hiddenSize()},
                                values));
            }
            decoding(page, input, values);
        });
    }

    private void decoding(GoldenCase page, PreparedPage input, float[] embeddings) {
        Optional<int[]> reference = report.attempt(
                page.name() + "/reference tokens",
                () -> NumpyFile.longs(page.file("tokens.npy")).toInts());
        reference.ifPresent(expected -> {
            GenerationOptions plain = GenerationOptions.greedy(Set.of(), expected.length);
            report.attempt(page.name() + "/greedy", () -> decode(input, embeddings, plain))
                    .ifPresent(run -> greedy(page, expected, run));
            family.variant(page, plain)
                    .ifPresent(variant -> report.check(page.name() + "/" + variant.file(), () -> {
                        int[] other = NumpyFile.longs(page.file(variant.file())).toInts();
                        return Difference.equal(
                                other,
                                decode(input, embeddings, variant.options()).tokens());
                    }));
        });
    }

    private void greedy(GoldenCase page, int[] expected, Run run) {
        report.check(
                page.name() + "/first_logits",
                () -> Difference.within(
                        TOLERANCE,
                        NumpyFile.floats(page.file("first_logits.npy")).values(),
                        run.logits().getFirst()));
        report.check(page.name() + "/step_logits", () -> {
            float[] reference = NumpyFile.floats(page.file("step_logits.npy")).values();
            int vocabulary = run.logits().getFirst().length;
            if (reference.length != expected.length * vocabulary) {
                return Difference.problem(vocabulary + " logits per step do not make " + reference.length);
            }
            // Behind a wrong token all logits are of another text.
            int mismatch = Arrays.mismatch(expected, run.tokens());
            int steps = mismatch < 0 ? expected.length : mismatch + 1;
            float[] actual = new float[steps * vocabulary];
            for (int step = 0; step < steps; step++) {
                System.arraycopy(run.logits().get(step), 0, actual, step * vocabulary, vocabulary);
            }
            return Difference.within(TOLERANCE, Arrays.copyOf(reference, actual.length), actual);
        });
        report.check(page.name() + "/tokens", () -> Difference.equal(expected, run.tokens()));
    }

    /** Logits of each step, and the token that was chosen from them. */
    private record Run(int[] tokens, List<float[]> logits) {}

    private Run decode(PreparedPage input, float[] embeddings, GenerationOptions options) {
        Generation generation = new Generation(options, input.inputIds(), () -> false);
        List<float[]> logits = new ArrayList<>();
        try (VisionLanguageModel.Decoding decoding = model.prefill(input, embeddings)) {
            logits.add(decoding.logits().clone());
            while (generation.accept(new PlainOutput(decoding.logits()))) {
                decoding.feed(generation.lastToken());
                logits.add(decoding.logits().clone());
            }
        }
        return new Run(generation.tokens(), logits);
    }
}
