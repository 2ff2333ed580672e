package dev.recto.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.tools.TinySnapshots;
import dev.recto.worker.engine.LoadedModel;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All of {@code model verify}, the networks included. */
class TinyModelsTest {
    @TempDir
    static Path weights;

    @ParameterizedTest
    @ValueSource(strings = {"deepseek-ocr-tiny", "lightonocr-2-tiny", "glm-ocr-tiny"})
    void everyStageAgreesWithTheReference(String name) {
        List<String> lines = new ArrayList<>();
        Report report = new Report(lines::add);

        new SnapshotVerification(TinySnapshots.of(name), report)
                .run(
                        (snapshot, tokens) ->
                                LoadedModel.open(snapshot, ModelOptions.cpu(2).withWeightCache(weights), tokens),
                        Precision.FP32);

        assertThat(lines).filteredOn(line -> line.startsWith("FAIL")).isEmpty();
        assertThat(lines)
                .anyMatch(line -> line.startsWith("ok    text/image_embeds"))
                .anyMatch(line -> line.startsWith("ok    text/tokens"));
        assertThat(report.passed()).isEqualTo(lines.size());
    }

    @ParameterizedTest
    @EnumSource(names = {"INT8", "INT4"})
    void fewerBitsAreMeasuredNotJudged(Precision format) {
        List<String> lines = new ArrayList<>();
        Report report = new Report(lines::add);
        ModelOptions options = ModelOptions.cpu(2).withWeightCache(weights).withPrecision(format);

        new SnapshotVerification(TinySnapshots.of("glm-ocr-tiny"), report)
                .run((snapshot, tokens) -> LoadedModel.open(snapshot, options, tokens), format);

        assertThat(report.failed()).isZero();
        assertThat(lines)
                .anyMatch(line -> line.startsWith("note  text/step_logits: "))
                .last()
                .asString()
                .matches(
                        "note  all cases: logits differ by [0-9.e+-]+ on average, \\d+ of 240 tokens as the reference's");
    }

    @Test
    void roundingIsJudgedByItsBound() {
        assertThat(judgedAs(Precision.BF16, Precision.FP32).failed()).isZero();
        assertThat(judgedAs(Precision.FP16, Precision.INT4).failed()).isPositive();
    }

    private static Report judgedAs(Precision judged, Precision computed) {
        Report report = new Report(line -> {});
        ModelOptions options = ModelOptions.cpu(2).withWeightCache(weights).withPrecision(computed);
        new SnapshotVerification(TinySnapshots.of("glm-ocr-tiny"), report)
                .run((snapshot, tokens) -> LoadedModel.open(snapshot, options, tokens), judged);
        return report;
    }
}
