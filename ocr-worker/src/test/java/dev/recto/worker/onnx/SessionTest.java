package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.graph.ToyModels;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    private final Environment environment = Environment.create();
    private final Arena arena = Arena.ofShared();
    private final Tensor weight = Tensor.view(arena.allocateFrom(JAVA_FLOAT, 1, 2, 3, 4), ElementType.FLOAT, 2, 2);
    private final Session session =
            Session.open(environment, ToyModels.product(), Map.of("w", weight), SessionOptions.cpu(1));

    @AfterEach
    void close() {
        session.close();
        weight.close();
        arena.close();
        environment.close();
    }

    @Test
    void writesToABoundOutput() {
        try (Tensor x = Tensor.of(new float[] {1, 1}, 1, 2);
                Tensor y = Tensor.allocate(Allocator.host(), ElementType.FLOAT, 1, 2);
                Binding binding = session.newBinding()) {
            binding.input("x", x).output("y", y).run();
            assertThat(y.toFloats()).containsExactly(5, 7);
            x.data().setAtIndex(JAVA_FLOAT, 0, 2);
            binding.run();
            assertThat(y.toFloats()).containsExactly(6, 9);
        }
    }

    @Test
    void makesOutputsOfShapesNotKnownBefore() {
        try (Tensor x = Tensor.of(new float[] {1, 1, 0, 1, 1, 0}, 3, 2);
                Binding binding = session.newBinding()) {
            binding.input("x", x).output("y", Device.HOST).run();
            List<Tensor> outputs = binding.outputs(Device.HOST);
            assertThat(outputs).hasSize(1);
            try (Tensor y = outputs.getFirst()) {
                assertThat(y.shape()).containsExactly(3, 2);
                assertThat(y.type()).isEqualTo(ElementType.FLOAT);
                assertThat(y.toFloats()).containsExactly(5, 7, 4, 5, 2, 3);
            }
        }
    }

    @Test
    void readsAndWritesPartsOfTensors() {
        try (Tensor rows = Tensor.of(new float[] {9, 9, 1, 1}, 2, 2);
                Tensor x = rows.part(8, ElementType.FLOAT, 1, 2);
                Tensor y = rows.part(0, ElementType.FLOAT, 1, 2);
                Binding binding = session.newBinding()) {
            binding.input("x", x).output("y", y).run();
            assertThat(rows.toFloats()).containsExactly(5, 7, 1, 1);
        }
    }

    @Test
    void usesTheWeightsInPlace() {
        try (Tensor x = Tensor.of(new float[] {1, 0}, 1, 2);
                Binding binding = session.newBinding()) {
            binding.input("x", x).output("y", Device.HOST).run();
            try (Tensor y = binding.outputs(Device.HOST).getFirst()) {
                assertThat(y.toFloats()).containsExactly(2, 3);
            }
        }
    }

    @Test
    void failuresAreTyped() {
        byte[] noModel = "no model".getBytes(StandardCharsets.US_ASCII);
        assertThatExceptionOfType(OnnxException.class)
                .isThrownBy(() -> Session.open(environment, noModel, Map.of(), SessionOptions.cpu(1)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(OnnxException.Code.INVALID_PROTOBUF));
        try (Tensor wrong = Tensor.of(new float[] {1, 2, 3}, 1, 3);
                Binding binding = session.newBinding()) {
            assertThatExceptionOfType(OnnxException.class)
                    .isThrownBy(() -> binding.input("no such input", wrong))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(OnnxException.Code.FAIL));
        }
        try (Tensor wrong = Tensor.of(new float[] {1, 2, 3}, 1, 3);
                Binding binding = session.newBinding()) {
            binding.input("x", wrong).output("y", Device.HOST);
            assertThatExceptionOfType(OnnxException.class)
                    .isThrownBy(binding::run)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(OnnxException.Code.INVALID_ARGUMENT));
        }
    }

    @Test
    void aClosedTensorCannotBeRead() {
        Tensor tensor = Tensor.of(new float[] {1}, 1);
        tensor.close();
        assertThatIllegalStateException().isThrownBy(tensor::toFloats);
    }

    @Test
    void viewsMustFitTheirMemory() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Tensor.view(weight.data(), ElementType.FLOAT, 2, 3).close());
        assertThatThrownBy(() -> weight.part(8, ElementType.FLOAT, 2, 2).close())
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aRunMayBeOneOfAGraph() {
        try (Tensor x = Tensor.of(new float[] {1, 1}, 1, 2);
                Tensor y = Tensor.allocate(Allocator.host(), ElementType.FLOAT, 1, 2);
                RunOptions options = RunOptions.ofGraph(1);
                Binding binding = session.newBinding()) {
            binding.input("x", x).output("y", y);
            binding.run(options, new Stop());
            assertThat(y.toFloats()).containsExactly(5, 7);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> RunOptions.ofGraph(0));
    }

    @Test
    void threadsAreAtLeastOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> SessionOptions.cpu(0));
    }

    @Test
    void isProfiledWhereThatIsAskedFor(@TempDir Path folder) throws IOException {
        Path profiles = folder.resolve("profiles");
        System.setProperty(Profiles.DIRECTORY_PROPERTY, profiles.toString());
        try (Session profiled =
                        Session.open(environment, ToyModels.product(), Map.of("w", weight), SessionOptions.cpu(1));
                Tensor x = Tensor.of(new float[] {1, 1}, 1, 2);
                Binding binding = profiled.newBinding()) {
            binding.input("x", x).output("y", Device.HOST).run();
        } finally {
            System.clearProperty(Profiles.DIRECTORY_PROPERTY);
        }
        try (Stream<Path> files = Files.list(profiles)) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file ->
                            assertThat(file).content().contains("model_run").contains("kernel_time"));
        }
    }
}
