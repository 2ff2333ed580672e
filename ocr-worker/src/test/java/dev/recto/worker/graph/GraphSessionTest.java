package dev.recto.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.recto.worker.model.family.Family;
import dev.recto.worker.onnx.CudaOptions;
import dev.recto.worker.onnx.Environment;
import dev.recto.worker.onnx.PlacedNode;
import dev.recto.worker.onnx.ProviderException;
import dev.recto.worker.onnx.Session;
import dev.recto.worker.onnx.SessionOptions;
import dev.recto.worker.snapshot.Snapshot;
import dev.recto.worker.snapshot.TestSnapshots;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The towers of DeepSeek-OCR reckon with shapes, more than all other networks. */
class GraphSessionTest {
    private static final Path SNAPSHOT = TestSnapshots.MODELS.resolve("deepseek-ocr-tiny");

    @TempDir
    Path cache;

    private final Snapshot snapshot = Snapshot.open(SNAPSHOT);
    private final ModelOptions options = ModelOptions.cpu(1);
    private final Environment environment = Environment.create();
    private Graph graph;
    private Weights weights;

    @BeforeEach
    void build() {
        graph = Family.of(snapshot.config())
                .architecture(snapshot, options.format())
                .vision();
        weights = Weights.prepare(
                snapshot, graph.parameters(), options.withWeightCache(cache).weightCache());
    }

    @AfterEach
    void close() {
        weights.close();
        environment.close();
        snapshot.close();
    }

    @Test
    void nodesThatFellBackToTheCpuAreRefused() {
        List<PlacedNode> nodes = placedOnCpu();
        assertThat(nodes).extracting(PlacedNode::operator).contains("Shape", "Conv", "Concat");
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> GraphSession.requireDevice(graph, nodes, false))
                .withMessageContaining(" nodes of the vision network have no CUDA kernel")
                .withMessageContaining("Conv 3")
                .withMessageContaining("recto.worker.vlm.cuda.fallback=true")
                .withMessageNotContaining("Shape");
        assertThatCode(() -> GraphSession.requireDevice(graph, nodes, true)).doesNotThrowAnyException();
    }

    @Test
    void reckoningWithShapesMayBeLeftToTheCpu() {
        List<PlacedNode> sizes = placedOnCpu().stream()
                .filter(node -> graph.computesSizes(node.name()))
                .toList();
        assertThat(sizes).extracting(PlacedNode::operator).contains("Shape", "Concat", "Mul");
        assertThatCode(() -> GraphSession.requireDevice(graph, sizes, false)).doesNotThrowAnyException();
    }

    @Test
    void withoutCudaNothingIsOpenedOnIt() {
        SessionOptions onCuda = options.onCuda(new CudaOptions(0, 0, false, false))
                .withWeightCache(cache)
                .visionSession();
        assumeThat(hasCuda(onCuda)).isFalse();
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> GraphSession.open(environment, graph, weights, onCuda))
                .withMessageStartingWith("CUDA can't be had; it takes a build with -Pcuda")
                .withMessageNotContaining("\n");
    }

    private boolean hasCuda(SessionOptions onCuda) {
        try (Session session = GraphSession.open(environment, graph, weights, onCuda)) {
            return !session.placement().isEmpty();
        } catch (ProviderException without) {
            return false;
        }
    }

    private List<PlacedNode> placedOnCpu() {
        SessionOptions plain = options.withWeightCache(cache).visionSession();
        SessionOptions recorded = new SessionOptions(
                1,
                true,
                plain.optimization(),
                merged(plain.entries(), Map.of("session.record_ep_graph_assignment_info", "1")),
                List.of(),
                null);
        try (Session session = GraphSession.open(environment, graph, weights, recorded)) {
            return session.placement();
        }
    }

    private static Map<String, String> merged(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }
}
