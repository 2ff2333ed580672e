package dev.recto.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.Device;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Environment;
import dev.recto.worker.onnx.Session;
import dev.recto.worker.onnx.SessionOptions;
import dev.recto.worker.onnx.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The fused operator against the plain sum, with so many rows that overwriting them too early would show. */
class ExpertsTest {
    private static final int ROWS = 64;
    private static final int WIDTH = 8;
    private static final int INNER = 4;
    private static final int EXPERTS = 4;
    private static final int PER_ROW = 2;

    private final Random random = new Random(1);
    private final float[] input = numbers(ROWS * WIDTH);
    private final float[] router = numbers(ROWS * EXPERTS);
    private final float[] gatesAndUps = numbers(EXPERTS * 2 * INNER * WIDTH);
    private final float[] downs = numbers(EXPERTS * WIDTH * INNER);

    private float[] numbers(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @Test
    void addUpAndLeaveTheirInputAlone() {
        Graph graph = new Graph("experts");
        Value in = graph.input("in", ElementType.FLOAT, "rows", Integer.toString(WIDTH));
        Value logits = graph.input("router", ElementType.FLOAT, "rows", Integer.toString(EXPERTS));
        // An intermediate value, whose memory the runtime is free to use again.
        Value x = graph.node("Add", Graph.ONNX, WIDTH, List.of(in, in));
        Experts experts = new Experts(
                constant(graph, gatesAndUps, EXPERTS, 2 * INNER, WIDTH),
                constant(graph, downs, EXPERTS, WIDTH, INNER),
                PER_ROW);
        Value routed = experts.of(graph, x, logits);
        Value sum = graph.node("Add", Graph.ONNX, WIDTH, List.of(routed, Experts.after(graph, routed, x)));
        graph.output("out", sum, ElementType.FLOAT, "rows", Integer.toString(WIDTH));

        float[] actual = run(graph);
        for (int row = 0; row < ROWS; row++) {
            double[] expected = expected(row);
            for (int i = 0; i < WIDTH; i++) {
                assertThat((double) actual[row * WIDTH + i]).isCloseTo(expected[i], Offset.offset(1e-3));
            }
        }
    }

    private float[] run(Graph graph) {
        try (Environment environment = Environment.create();
                Session session =
                        Session.open(environment, graph.serialize(Map.of()), Map.of(), SessionOptions.cpu(2));
                Tensor x = Tensor.of(input, ROWS, WIDTH);
                Tensor logits = Tensor.of(router, ROWS, EXPERTS);
                Binding binding = session.newBinding()) {
            binding.input("in", x)
                    .input("router", logits)
                    .output("out", Device.HOST)
                    .run();
            try (Tensor out = binding.outputs(Device.HOST).getFirst()) {
                return out.toFloats();
            }
        }
    }

    private double[] expected(int row) {
        double[] x = new double[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            x[i] = 2 * input[row * WIDTH + i];
        }
        double all = IntStream.range(0, EXPERTS)
                .mapToDouble(e -> Math.exp(logit(row, e)))
                .sum();
        double[] sum = x.clone();
        IntStream.range(0, EXPERTS)
                .boxed()
                .sorted((a, b) -> Double.compare(logit(row, b), logit(row, a)))
                .limit(PER_ROW)
                .forEach(expert -> add(sum, x, expert, Math.exp(logit(row, expert)) / all));
        return sum;
    }

    private double logit(int row, int expert) {
        return router[row * EXPERTS + expert];
    }

    private void add(double[] sum, double[] x, int expert, double share) {
        for (int j = 0; j < INNER; j++) {
            double gate = product(x, gatesAndUps, (expert * 2 * INNER + 2 * j) * WIDTH);
            double up = product(x, gatesAndUps, (expert * 2 * INNER + 2 * j + 1) * WIDTH);
            double inner = gate / (1 + Math.exp(-gate)) * up;
            for (int i = 0; i < WIDTH; i++) {
                sum[i] += share * inner * downs[(expert * WIDTH + i) * INNER + j];
            }
        }
    }

    private static double product(double[] x, float[] matrix, int from) {
        return IntStream.range(0, WIDTH)
                .mapToDouble(i -> x[i] * matrix[from + i])
                .sum();
    }

    private static Value constant(Graph graph, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return graph.constant(ElementType.FLOAT, raw.array(), shape);
    }
}
