package dev.recto.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.recto.tools.TinySnapshots;
import dev.recto.worker.engine.LoadedModel;
import dev.recto.worker.graph.CacheFormat;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.onednn.Int8CacheAttention;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                        Precision.FP32,
                        CacheFormat.FULL);

        assertThat(lines).filteredOn(line -> line.startsWith("FAIL")).isEmpty();
        assertThat(lines)
                .anyMatch(line -> line.startsWith("ok    text/image_embeds"))
                .anyMatch(line -> line.startsWith("ok    text/tokens"));
        assertThat(report.passed()).isEqualTo(lines.size());
    }

    @Test
    void fourBitsAreMeasuredNotJudged() {
        List<String> lines = new ArrayList<>();
        Report report = new Report(lines::add);
        verify(
                "glm-ocr-tiny",
                report,
                new Judged(Precision.INT4, CacheFormat.FULL),
                computed(Precision.INT4, CacheFormat.FULL));

        assertThat(report.failed()).isZero();
        assertThat(lines)
                .anyMatch(line -> line.startsWith("note  text/step_logits: "))
                .last()
                .asString()
                .matches(
                        "note  all cases: logits differ by [0-9.e+-]+ on average, \\d+ of 240 tokens as the reference's");
    }

    /** On processors that multiply bytes; elsewhere there is no cache of bytes, and weights of 8 bits err less. */
    @ParameterizedTest
    @CsvSource({"INT8, FULL", "INT8, INT8", "FP32, INT8"})
    void eightBitsKeepTheirBudget(Precision precision, CacheFormat cache) {
        assumeThat(cache == CacheFormat.FULL || Int8CacheAttention.isSupported())
                .isTrue();
        for (String name : List.of("deepseek-ocr-tiny", "lightonocr-2-tiny", "glm-ocr-tiny")) {
            List<String> lines = new ArrayList<>();
            verify(name, new Report(lines::add), new Judged(precision, cache), computed(precision, cache));
            assertThat(lines).filteredOn(line -> line.startsWith("FAIL")).isEmpty();
            assertThat(lines).anyMatch(line -> line.startsWith("ok    text/step_logits: "));
        }
    }

    @Test
    void aBudgetCanBeExceeded() {
        assertThat(judgedAs(Precision.BF16, Precision.FP32).failed()).isZero();
        assertThat(judgedAs(Precision.FP16, Precision.INT4).failed()).isPositive();
        assertThat(judgedAs(Precision.INT8, Precision.INT4).failed()).isPositive();
    }

    private record Judged(Precision precision, CacheFormat cache) {}

    private static ModelOptions computed(Precision precision, CacheFormat cache) {
        return ModelOptions.cpu(2)
                .withWeightCache(weights)
                .withPrecision(precision)
                .withCache(cache);
    }

    private static Report judgedAs(Precision judged, Precision precision) {
        Report report = new Report(line -> {});
        verify("glm-ocr-tiny", report, new Judged(judged, CacheFormat.FULL), computed(precision, CacheFormat.FULL));
        return report;
    }

    private static void verify(String name, Report report, Judged judged, ModelOptions options) {
        new SnapshotVerification(TinySnapshots.of(name), report)
                .run(
                        (snapshot, tokens) -> LoadedModel.open(snapshot, options, tokens),
                        judged.precision(),
                        judged.cache());
    }
}
