package dev.recto.worker.graph;

import static dev.recto.worker.onnx.ElementType.BFLOAT16;
import static dev.recto.worker.onnx.ElementType.FLOAT;
import static dev.recto.worker.onnx.ElementType.FLOAT16;
import static dev.recto.worker.onnx.ElementType.INT64;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.model.Architecture;
import dev.recto.worker.model.family.Family;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.snapshot.Snapshot;
import dev.recto.worker.snapshot.TestSnapshots;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A node without a CUDA kernel runs on the CPU, slowly, or if that has none of its type either, keeps its model from loading. */
class CudaKernelsTest {
    private static final Set<ElementType> ANY = Set.of(ElementType.values());
    private static final Set<ElementType> FLOATING = Set.of(BFLOAT16, FLOAT16, FLOAT);
    private static final Set<ElementType> NUMBERS = Set.of(BFLOAT16, FLOAT16, FLOAT, INT64);
    private static final Set<ElementType> WITHOUT_BFLOAT16 = Set.of(FLOAT16, FLOAT);

    /** Those that {@code onnxruntime_gpu} 1.29.0 registers for opset 21, and that are right. */
    private static final Map<String, Set<ElementType>> KERNELS = Map.ofEntries(
            entry("Add", NUMBERS),
            entry("ArgMax", WITHOUT_BFLOAT16),
            entry("Cast", ANY),
            entry("Concat", ANY),
            entry("Conv", WITHOUT_BFLOAT16),
            entry("Cos", WITHOUT_BFLOAT16),
            entry("Div", NUMBERS),
            entry("Expand", ANY),
            entry("FusedMatMul", FLOATING),
            entry("Gather", ANY),
            entry("Gelu", FLOATING),
            entry("GroupQueryAttention", Set.of(BFLOAT16, FLOAT16)),
            entry("Identity", ANY),
            entry("LayerNormalization", FLOATING),
            entry("MatMul", FLOATING),
            entry("MatMulNBits", FLOATING),
            // It is registered for bf16, but takes the router's logits for fp32.
            entry("MoE", WITHOUT_BFLOAT16),
            entry("Mul", NUMBERS),
            entry("MultiHeadAttention", FLOATING),
            entry("Pad", WITHOUT_BFLOAT16),
            entry("QuickGelu", FLOATING),
            entry("ReduceMax", WITHOUT_BFLOAT16),
            entry("Reshape", ANY),
            entry("RotaryEmbedding", FLOATING),
            entry("ScatterND", ANY),
            entry("Shape", ANY),
            entry("SimplifiedLayerNormalization", FLOATING),
            entry("Sin", WITHOUT_BFLOAT16),
            entry("SkipSimplifiedLayerNormalization", FLOATING),
            entry("Slice", ANY),
            entry("Softmax", FLOATING),
            entry("Split", ANY),
            entry("Sub", NUMBERS),
            entry("TopK", NUMBERS),
            entry("Transpose", ANY),
            entry("Where", NUMBERS));

    static Stream<Arguments> formats() {
        return TestSnapshots.NAMES.stream()
                .flatMap(name -> Stream.of(Precision.BF16, Precision.FP16, Precision.INT8, Precision.INT4)
                        .map(precision -> Arguments.of(name, precision)));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void thereIsOneForEveryNode(String name, Precision precision) {
        try (Snapshot snapshot = Snapshot.open(TestSnapshots.MODELS.resolve(name))) {
            Architecture architecture = Family.of(snapshot.config()).architecture(snapshot, precision.format(true));
            int hidden = architecture.shape().hiddenSize();
            for (Graph graph : List.of(
                    architecture.vision(),
                    architecture.embedding(),
                    MergeGraph.of(precision.format(true), hidden),
                    architecture.decoder(),
                    TopGraph.of(architecture.shape().vocabularySize(), 64))) {
                List<OnnxModel.Node> nodes = OnnxModel.nodes(graph.serialize(Map.of()));
                assertThat(nodes).isNotEmpty();
                assertThat(nodes).filteredOn(node -> !hasKernel(node)).isEmpty();
            }
        }
    }

    private static boolean hasKernel(OnnxModel.Node node) {
        return KERNELS.getOrDefault(node.operator(), Set.of()).contains(node.type());
    }
}
