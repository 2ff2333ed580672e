package dev.recto.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.onnx.CudaOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ModelArgumentsTest {
    @Command
    private static final class Loading {
        @Mixin
        private ModelArguments model = new ModelArguments();
    }

    @Test
    void tellHowCudaIsUsed() {
        assertThat(cuda("--provider=cuda")).isEqualTo(new CudaOptions(0, 0, false, true));
        assertThat(cuda("--provider=cuda", "--cuda-device=1", "--cuda-memory=5000000000", "--cuda-graphs"))
                .isEqualTo(new CudaOptions(1, 5_000_000_000L, true, true));
        assertThat(cuda("--cuda-graphs")).isNull();
    }

    private static @Nullable CudaOptions cuda(String... arguments) {
        Loading loading = new Loading();
        new CommandLine(loading).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return loading.model.options().cuda();
    }
}
