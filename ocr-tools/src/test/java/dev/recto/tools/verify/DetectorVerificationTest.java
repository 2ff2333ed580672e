package dev.recto.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.tools.TinySnapshots;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorVerificationTest {
    private static final Path SNAPSHOT = TinySnapshots.of("pp-doclayout-v3-tiny");

    @TempDir
    Path weights;

    @Test
    void everyStageAgreesWithTheReference() {
        List<String> lines = new ArrayList<>();
        Report report = new Report(lines::add);

        new DetectorVerification(SNAPSHOT, report).run(ModelOptions.cpu(2).withWeightCache(weights));

        assertThat(lines).filteredOn(line -> line.startsWith("FAIL")).isEmpty();
        assertThat(lines)
                .anyMatch(line -> line.startsWith("ok    portrait/resized.png: equal"))
                .anyMatch(line -> line.startsWith("ok    landscape/order_logits"))
                .anyMatch(line -> line.startsWith("ok    landscape/regions: equal"))
                .anyMatch(line -> line.startsWith("ok    formatting: equal, 120 entries"))
                .anyMatch(line -> line.startsWith("ok    pipeline: equal"));
        assertThat(report.passed()).isEqualTo(lines.size());
    }

    @Test
    void bytesAreHeldToABudget() {
        List<String> lines = new ArrayList<>();
        Report report = new Report(lines::add);

        new DetectorVerification(SNAPSHOT, report)
                .run(ModelOptions.cpu(2).withWeightCache(weights).withPrecision(Precision.INT8));

        assertThat(lines).filteredOn(line -> line.startsWith("FAIL")).isEmpty();
        assertThat(lines)
                .anyMatch(line -> line.matches("ok {4}portrait/backbone_stage4: .* % of its size.*"))
                .anyMatch(line -> line.matches("ok {4}landscape/mask_feat: .* % of its size.*"))
                .anyMatch(line -> line.matches("note {2}landscape/proposals: \\d+ of 24 cells are the reference's"));
    }

    @Test
    void asFarFromItselfInBytesAsFromTheReference() {
        List<String> lines = new ArrayList<>();
        Report report = new Report(lines::add);

        new DetectorVerification(SNAPSHOT, report)
                .runAgainstItself(ModelOptions.cpu(2).withWeightCache(weights).withPrecision(Precision.INT8));

        assertThat(report.failed()).isZero();
        assertThat(report.passed()).isEqualTo(6);
        assertThat(lines).anyMatch(line -> line.startsWith("ok    noise/pan_stride32"));
    }

    /** A network that computes something else is off by more than its own size. */
    @Test
    void whatIsSomethingElseFails() {
        float[] reference = new float[1000];
        float[] other = new float[1000];
        Random random = new Random(1);
        for (int i = 0; i < reference.length; i++) {
            reference[i] = (float) random.nextGaussian();
            other[i] = (float) random.nextGaussian();
        }

        assertThat(ErrorBudget.ofEncoder(Precision.INT8).judge(reference, other).accepted())
                .isFalse();
    }
}
