package dev.recto.worker.graph;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.recto.worker.onednn.Int8CacheAttention;
import dev.recto.worker.onnx.CudaOptions;
import dev.recto.worker.onnx.ProviderException;
import org.junit.jupiter.api.Test;

class ModelOptionsTest {
    private final ModelOptions onCuda = ModelOptions.cpu(1).onCuda(new CudaOptions(0, 0, true, false));

    /** The others run with shapes that change. */
    @Test
    void onlyTheDecoderIsCaptured() {
        assertThat(requireNonNull(onCuda.decoderSession().cuda()).graphs()).isTrue();
        assertThat(requireNonNull(onCuda.visionSession().cuda()).graphs()).isFalse();
        assertThat(ModelOptions.cpu(1).decoderSession().cuda()).isNull();
    }

    @Test
    void eachProcessorHasItsPrecisions() {
        assertThat(onCuda.precision()).isEqualTo(Precision.BF16);
        assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> onCuda.withPrecision(Precision.FP32));
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> ModelOptions.cpu(1).withPrecision(Precision.FP16));
    }

    /** Only where nothing else is rounded less is the cache exact. */
    @Test
    void theCacheIsAsExactAsTheWeightsUnlessToldOtherwise() {
        assumeThat(Int8CacheAttention.isSupported()).isTrue();
        ModelOptions cpu = ModelOptions.cpu(1);
        assertThat(cpu.format().cache()).isEqualTo(CacheFormat.FULL);
        assertThat(cpu.withPrecision(Precision.INT8).format().cache()).isEqualTo(CacheFormat.INT8);
        assertThat(cpu.withPrecision(Precision.INT8)
                        .withCache(CacheFormat.FULL)
                        .format()
                        .cache())
                .isEqualTo(CacheFormat.FULL);
        assertThat(cpu.withCache(CacheFormat.INT8).format().cache()).isEqualTo(CacheFormat.INT8);
    }

    @Test
    void aCacheOfBytesIsForCpus() {
        assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> onCuda.withCache(CacheFormat.INT8));
        assertThat(onCuda.format().cache()).isEqualTo(CacheFormat.FULL);
    }
}
