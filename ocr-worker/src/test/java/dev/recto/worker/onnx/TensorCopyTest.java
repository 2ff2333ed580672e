package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TensorCopyTest {
    private final Environment environment = Environment.create();
    private final Tensor from = Tensor.of(new float[] {1, 2}, 2);

    @AfterEach
    void close() {
        from.close();
        environment.close();
    }

    @Test
    void copiesWhatIsThereEachTime() {
        try (Tensor to = Tensor.allocate(Allocator.host(), ElementType.FLOAT, 2);
                TensorCopy copy = environment.newCopy(from, to)) {
            copy.run();
            assertThat(to.toFloats()).containsExactly(1, 2);
            from.data().setAtIndex(JAVA_FLOAT, 1, 3);
            copy.run();
            assertThat(to.toFloats()).containsExactly(1, 3);
        }
    }

    @Test
    void sizesMustAgree() {
        try (Tensor to = Tensor.allocate(Allocator.host(), ElementType.FLOAT, 3)) {
            assertThatIllegalArgumentException().isThrownBy(() -> environment.newCopy(from, to));
        }
    }

    @Test
    void aBuildWithoutCudaCopiesToNoDevice() {
        assumeThat(getClass().getResource("/ai/onnxruntime/native/linux-x64/libonnxruntime_providers_cuda.so"))
                .as("build without -Pcuda")
                .isNull();
        assertThatExceptionOfType(OnnxException.class).isThrownBy(() -> CudaCopies.allow(new Device.Cuda(0)));
        assertThatExceptionOfType(OnnxException.class).isThrownBy(() -> CudaCopies.allow(new Device.Cuda(0)));
    }
}
