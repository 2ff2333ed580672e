package dev.recto.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.tools.TinySnapshots;
import dev.recto.worker.graph.ModelOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
}
