package dev.recto.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.model.Architecture;
import dev.recto.worker.model.family.Family;
import dev.recto.worker.snapshot.Snapshot;
import dev.recto.worker.snapshot.TestSnapshots;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a layer adds is added by the norm behind it; the first norm of a decoder has nothing to add. */
class ResidualTest {
    /** @param normsOfOne change or head in each layer, by itself */
    @ParameterizedTest
    @CsvSource({"lightonocr-2-tiny, 2", "glm-ocr-tiny, 2", "deepseek-ocr-tiny, 0"})
    void decodersHaveNoAdditionBesideANorm(String name, int normsOfOne) {
        try (Snapshot snapshot = Snapshot.open(TestSnapshots.MODELS.resolve(name))) {
            Architecture architecture =
                    Family.of(snapshot.config()).architecture(snapshot, Precision.FP32.format(false));
            long layers = architecture.shape().layers();
            Map<String, Long> nodes = OnnxModel.nodes(architecture.decoder().serialize(Map.of())).stream()
                    .map(OnnxModel.Node::operator)
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            assertThat(nodes)
                    .containsEntry("SkipSimplifiedLayerNormalization", 2 * layers)
                    .containsEntry("SimplifiedLayerNormalization", 1 + normsOfOne * layers);
            assertThat(nodes.getOrDefault("Add", 0L)).isEqualTo(nodes.getOrDefault("MoE", 0L));
        }
    }
}
