package dev.recto.worker.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CudaOptionsTest {
    @Test
    void reachTheProviderAsEntries() {
        assertThat(new CudaOptions(1, 5_000_000_000L, true, false).entries())
                .containsEntry("device_id", "1")
                .containsEntry("sdpa_kernel", "19")
                .containsEntry("enable_skip_layer_norm_strict_mode", "1")
                .containsEntry("gpu_mem_limit", "5000000000")
                .containsEntry("enable_cuda_graph", "1");
    }

    @Test
    void withoutALimitAndGraphsSayNothingOfThem() {
        assertThat(new CudaOptions(0, 0, true, false).withoutGraphs().entries())
                .containsEntry("device_id", "0")
                .doesNotContainKeys("gpu_mem_limit", "enable_cuda_graph");
    }
}
