package dev.recto.tools.verify;

import dev.recto.tools.bench.PageShape;
import dev.recto.tools.bench.SyntheticPage;
import dev.recto.worker.decode.PlainOutput;
import dev.recto.worker.engine.LoadedModel;
import dev.recto.worker.graph.CacheFormat;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.VisionLanguageModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Holds a snapshot without reference outputs, as random ones are, to itself in fp32: one page of noise, along fp32's tokens. */
public final class SelfVerification {
    private static final int STEPS = 32;

    private final Path snapshot;
    private final Report report;

    public SelfVerification(Path snapshot, Report report) {
        this.snapshot = snapshot;
        this.report = report;
    }

    private record Trace(float[] features, int[] tokens, float[] logits) {}

    /** One model is in memory at a time. */
    public void run(ModelOptions options, PageShape shape) {
        report.attempt("network", () -> {
            PreparedPage page = SyntheticPage.of(snapshot, shape).prepared();
            ModelOptions exact = options.withPrecision(Precision.FP32).withCache(CacheFormat.FULL);
            Trace expected = trace(exact, page, null);
            Trace actual = trace(options, page, expected.tokens());
            compare(options, expected, actual);
            return actual;
        });
    }

    private void compare(ModelOptions options, Trace expected, Trace actual) {
        ErrorBudget.of(options.precision(), options.format().cache())
                .ifPresentOrElse(
                        budget -> {
                            report.add("image_embeds", budget.judge(expected.features(), actual.features()));
                            report.add("step_logits", budget.judge(expected.logits(), actual.logits()));
                        },
                        () -> report.note("budget", "none for " + options.precision()));
        int equal = 0;
        for (int step = 0; step < STEPS; step++) {
            equal += expected.tokens()[step] == actual.tokens()[step] ? 1 : 0;
        }
        report.note("tokens", String.format(Locale.ROOT, "%d of %d as in fp32", equal, STEPS));
    }

    /** @param fed tokens in place of the model's own where not null */
    private Trace trace(ModelOptions options, PreparedPage page, int @Nullable [] fed) {
        int length = page.inputIds().length + STEPS;
        try (VisionLanguageModel model = LoadedModel.open(snapshot, options, length)) {
            float[] features = model.imageEmbeddings(page);
            int vocabulary = model.vocabularySize();
            float[] logits = new float[STEPS * vocabulary];
            int[] tokens = new int[STEPS];
            try (VisionLanguageModel.Decoding decoding = model.prefill(page, model.inputEmbeddings(page, features))) {
                for (int step = 0; step < STEPS; step++) {
                    float[] row = decoding.logits();
                    System.arraycopy(row, 0, logits, step * vocabulary, vocabulary);
                    tokens[step] = new PlainOutput(Arrays.copyOf(row, vocabulary)).best();
                    decoding.feed(fed == null ? tokens[step] : fed[step]);
                }
            }
            return new Trace(features, tokens, logits);
        }
    }
}
