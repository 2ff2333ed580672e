package dev.recto.tools.verify;

import dev.recto.worker.graph.CacheFormat;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.TextTokenizer;
import dev.recto.worker.model.VisionLanguageModel;
import dev.recto.worker.model.deepseek.DeepSeekProcessor;
import dev.recto.worker.model.family.Family;
import dev.recto.worker.model.glm.GlmProcessor;
import dev.recto.worker.model.lighton.LightOnProcessor;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks every stage of one snapshot against its {@code golden/} folder. */
public final class SnapshotVerification {
    private final Path snapshot;
    private final Path golden;
    private final Report report;

    public SnapshotVerification(Path snapshot, Report report) {
        this.snapshot = snapshot;
        this.golden = snapshot.resolve("golden");
        this.report = report;
    }

    /**
     * All that needs no network, then all that does.
     *
     * @param precision of the networks and cache of the decoder, which say how far they may be from the reference
     */
    public void run(ModelOpener opener, Precision precision, CacheFormat cache) {
        report.attempt("tokenizer.json", () -> TextTokenizer.open(snapshot)).ifPresent(tokenizer -> {
            try (tokenizer) {
                report.attempt("family", () -> family(tokenizer))
                        .ifPresent(family -> run(opener, precision, cache, tokenizer, family));
            }
        });
    }

    private void run(
            ModelOpener opener, Precision precision, CacheFormat cache, TextTokenizer tokenizer, FamilyChecks family) {
        TextChecks texts = new TextChecks(tokenizer, report);
        texts.tokenizer(golden);
        family.tables(golden, report);
        Map<GoldenCase, PreparedPage> prepared = new LinkedHashMap<>();
        PromptChecks prompts = new PromptChecks(family, report);
        for (GoldenCase page : GoldenCase.all(golden, report)) {
            prompts.run(page).ifPresent(input -> prepared.put(page, input));
            texts.answer(page, snapshot);
        }
        report.attempt("model", () -> opener.open(snapshot, tokens(prepared))).ifPresent(model -> {
            try (model) {
                if (precision == Precision.FP32 && cache == CacheFormat.FULL) {
                    ModelChecks network = new ModelChecks(model, family, report);
                    prepared.forEach(network::run);
                    together(model, prepared).forEach(network::batched);
                } else {
                    ModelMeasures network = new ModelMeasures(model, ErrorBudget.of(precision, cache), report);
                    prepared.forEach(network::run);
                    together(model, prepared).forEach(network::batched);
                    network.summary();
                }
            }
        });
    }

    /** Features of pages that went through the vision towers together; none where the model takes one at a time. */
    private Map<GoldenCase, float[]> together(VisionLanguageModel model, Map<GoldenCase, PreparedPage> prepared) {
        Map<GoldenCase, float[]> features = new LinkedHashMap<>();
        if (model.visionBatch() > 1) {
            report.attempt("vision batch", () -> model.imageEmbeddings(List.copyOf(prepared.values())))
                    .ifPresent(all -> {
                        Iterator<float[]> each = all.iterator();
                        prepared.keySet().forEach(page -> features.put(page, each.next()));
                    });
        }
        return features;
    }

    private static int tokens(Map<GoldenCase, PreparedPage> prepared) {
        return prepared.entrySet().stream()
                .mapToInt(page ->
                        page.getValue().inputIds().length + page.getKey().steps())
                .max()
                .orElseThrow(() -> new IllegalStateException("no case could be prepared"));
    }

    private FamilyChecks family(TextTokenizer tokenizer) {
        return switch (Family.of(snapshot)) {
            case DEEPSEEK -> new DeepSeekChecks(DeepSeekProcessor.open(snapshot, tokenizer), tokenizer);
            case LIGHTON -> new LightOnChecks(LightOnProcessor.open(snapshot, tokenizer));
            case GLM -> new GlmChecks(GlmProcessor.open(snapshot, tokenizer));
        };
    }
}
