package dev.recto.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.Device;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Environment;
import dev.recto.worker.onnx.Session;
import dev.recto.worker.onnx.SessionOptions;
import dev.recto.worker.onnx.Tensor;
import dev.recto.worker.snapshot.Snapshot;
import dev.recto.worker.snapshot.TensorPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rotary positions against their formula: pairs of neighbours, from a head's first number as far as it turns. */
class RotationTest {
    private static final int HEADS = 3;
    private static final int HEAD = 16;
    private static final int PLACES = 5;
    private static final int WIDTH = HEADS * HEAD;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"16", "8", "4"})
    void eachHeadTurnsAsFarAsThereAreAngles(int turned) throws IOException {
        float[][] frequencies = Frequencies.alongOneAxis(100, turned);
        float[] input = new float[PLACES * WIDTH];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) Math.sin(i);
        }
        float[] actual = run(graph(frequencies), input);
        for (int place = 0; place < PLACES; place++) {
            for (int i = 0; i < WIDTH; i++) {
                double expected = expected(input, place, i, turned, frequencies[0]);
                assertThat((double) actual[place * WIDTH + i]).isCloseTo(expected, Offset.offset(1e-5));
            }
        }
    }

    private static double expected(float[] input, int place, int i, int turned, float[] frequencies) {
        int at = place * WIDTH + i;
        if (i % HEAD >= turned) {
            return input[at];
        }
        double angle = place * frequencies[i % HEAD / 2];
        return i % 2 == 0
                ? input[at] * Math.cos(angle) - input[at + 1] * Math.sin(angle)
                : input[at] * Math.cos(angle) + input[at - 1] * Math.sin(angle);
    }

    private Graph graph(float[][] frequencies) throws IOException {
        Graph graph = new Graph("rotation");
        Files.writeString(directory.resolve("config.json"), "{}");
        try (TensorPlan nothing = new TensorPlan(Snapshot.readConfig(directory.resolve("config.json")))) {
            Network network =
                    new Network(graph, nothing, Precision.FP32.format(false).decoder(), "");
            Value x = graph.input("x", ElementType.FLOAT, "1", "places", Integer.toString(WIDTH));
            Value positions = graph.input("positions", ElementType.FLOAT, "places", "1");
            Value rows = graph.input("rows", ElementType.INT64, "1", "places");
            Value y = network.rotate(x, network.rotation(positions, frequencies, rows, HEAD, true));
            graph.output("y", y, ElementType.FLOAT, "1", "places", Integer.toString(WIDTH));
            return graph;
        }
    }

    private static float[] run(Graph graph, float[] input) {
        float[] positions = {0, 1, 2, 3, 4};
        long[] rows = {0, 1, 2, 3, 4};
        try (Environment environment = Environment.create();
                Session session =
                        Session.open(environment, graph.serialize(Map.of()), Map.of(), SessionOptions.cpu(1));
                Tensor x = Tensor.of(input, 1, PLACES, WIDTH);
                Tensor places = Tensor.of(positions, PLACES, 1);
                Tensor numbers = Tensor.of(rows, 1, PLACES);
                Binding binding = session.newBinding()) {
            binding.input("x", x)
                    .input("positions", places)
                    .input("rows", numbers)
                    .output("y", Device.HOST)
                    .run();
            try (Tensor y = binding.outputs(Device.HOST).getFirst()) {
                return y.toFloats();
            }
        }
    }
}
