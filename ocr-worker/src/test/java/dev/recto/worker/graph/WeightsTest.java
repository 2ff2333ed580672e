package dev.recto.worker.graph;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Tensor;
import dev.recto.worker.snapshot.SafetensorsFile;
import dev.recto.worker.snapshot.Snapshot;
import dev.recto.worker.snapshot.StoredTensor;
import dev.recto.worker.snapshot.TestSnapshots;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
    /** bf16 1, 2, 3, 4, 5, 6: the upper halves of the floats. */
    private static final byte[] ONE_TO_SIX = {
        (byte) 0x80, 0x3F, 0, 0x40, 0x40, 0x40, (byte) 0x80, 0x40, (byte) 0xA0, 0x40, (byte) 0xC0, 0x40
    };

    @TempDir
    private Path directory;

    private Path cache;

    @BeforeEach
    void writeSnapshot() throws IOException {
        cache = directory.resolve("cache");
        Files.writeString(directory.resolve("config.json"), "{}");
        TestSnapshots.safetensors(
                directory.resolve("model.safetensors"),
                "{\"a\":{\"dtype\":\"BF16\",\"shape\":[2,2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1,2],\"data_offsets\":[8,12]}}",
                ONE_TO_SIX);
    }

    private static Graph graph(Snapshot snapshot, ElementType type) {
        Graph graph = new Graph("test");
        Rows a = Rows.of(snapshot.tensor("a"));
        Rows b = Rows.of(snapshot.tensor("b"));
        graph.parameter(Parameter.cast("a", type, a, 2, 2), 2);
        graph.parameter(Parameter.cast("a+b", type, Rows.stacked(List.of(a, b)), 3, 2), 2);
        graph.parameter(Parameter.cast("a|a", type, Rows.interleaved(a, a), 4, 2), 2);
        return graph;
    }

    /** The bytes of a parameter, wherever they lie. */
    private byte[] bytes(Weights weights, Graph graph, String name) throws IOException {
        Tensor stored = weights.stored(graph).get(name);
        if (stored != null) {
            return stored.data().toArray(ValueLayout.JAVA_BYTE);
        }
        Graph.Place place = requireNonNull(weights.places().get(name));
        try (Arena arena = Arena.ofConfined()) {
            StoredTensor cachedTensor = requireNonNull(
                    SafetensorsFile.read(cache.resolve(place.file()), arena).get(name));
            byte[] file = Files.readAllBytes(cache.resolve(place.file()));
            int from = Math.toIntExact(place.position());
            return Arrays.copyOfRange(
                    file, from, from + Math.toIntExact(cachedTensor.data().byteSize()));
        }
    }

    private float[] floats(Weights weights, Graph graph, String name) throws IOException {
        FloatBuffer buffer = ByteBuffer.wrap(bytes(weights, graph, name))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private Weights prepare(Snapshot snapshot, Graph graph) {
        return Weights.prepare(snapshot, graph.parameters(), new WeightCache(cache, Long.MAX_VALUE));
    }

    @Test
    void convertsAndRearranges() throws IOException {
        try (Snapshot snapshot = Snapshot.open(directory)) {
            Graph graph = graph(snapshot, ElementType.FLOAT);
            try (Weights weights = prepare(snapshot, graph)) {
                assertThat(floats(weights, graph, "a")).containsExactly(1, 2, 3, 4);
                assertThat(floats(weights, graph, "a+b")).containsExactly(1, 2, 3, 4, 5, 6);
                assertThat(floats(weights, graph, "a|a")).containsExactly(1, 2, 1, 2, 3, 4, 3, 4);
            }
        }
    }

    @Test
    void mapsWhatLiesRightInTheSnapshot() throws IOException {
        try (Snapshot snapshot = Snapshot.open(directory)) {
            Graph graph = graph(snapshot, ElementType.BFLOAT16);
            try (Weights weights = prepare(snapshot, graph)) {
                Tensor a = requireNonNull(weights.stored(graph).get("a"));
                assertThat(a.data().address())
                        .isEqualTo(snapshot.tensor("a").data().address());
                assertThat(bytes(weights, graph, "a+b")).isEqualTo(ONE_TO_SIX);
            }
            long cachedBytes = Files.size(cached().getFirst());
            long headerBytes = cachedBytes - 2 * (6 + 8);
            assertThat(headerBytes % 64).isZero();
        }
    }

    @Test
    void convertsOnce() throws IOException {
        try (Snapshot snapshot = Snapshot.open(directory)) {
            prepare(snapshot, graph(snapshot, ElementType.FLOAT)).close();
            Object file = key(cached().getFirst());
            prepare(snapshot, graph(snapshot, ElementType.FLOAT)).close();
            assertThat(cached()).hasSize(1);
            assertThat(key(cached().getFirst())).isEqualTo(file);
        }
    }

    @Test
    void anotherSnapshotHasAnotherFile() throws IOException {
        try (Snapshot snapshot = Snapshot.open(directory)) {
            prepare(snapshot, graph(snapshot, ElementType.FLOAT)).close();
        }
        byte[] reversed = ONE_TO_SIX.clone();
        reversed[0] = 0;
        TestSnapshots.safetensors(
                directory.resolve("model.safetensors"),
                "{\"a\":{\"dtype\":\"BF16\",\"shape\":[2,2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1,2],\"data_offsets\":[8,12]}}",
                reversed);
        try (Snapshot snapshot = Snapshot.open(directory)) {
            Graph graph = graph(snapshot, ElementType.FLOAT);
            try (Weights weights = prepare(snapshot, graph)) {
                assertThat(floats(weights, graph, "a")).containsExactly(0.5f, 2, 3, 4);
            }
        }
        assertThat(cached()).hasSize(2);
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private List<Path> cached() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .toList();
        }
    }
}
