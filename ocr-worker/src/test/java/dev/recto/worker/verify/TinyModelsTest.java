package dev.recto.worker.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.engine.LoadedModel;
import dev.recto.worker.graph.ModelOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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

        new SnapshotVerification(Path.of("src/test/resources/models", name), report)
                .run((snapshot, tokens) ->
                        LoadedModel.open(snapshot, ModelOptions.cpu(2).withWeightCache(weights), tokens));

        assertThat(lines).filteredOn(line -> line.startsWith("FAIL")).isEmpty();
        assertThat(lines)
                .anyMatch(line -> line.startsWith("ok    text/image_embeds"))
                .anyMatch(line -> line.startsWith("ok    text/tokens"));
        assertThat(report.passed()).isEqualTo(lines.size());
    }
}
