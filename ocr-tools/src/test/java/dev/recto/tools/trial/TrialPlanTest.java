package dev.recto.tools.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.tools.TinySnapshots;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.onnx.Provider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialPlanTest {
    private static final String MAIN = "a.b.Main";

    @Test
    void allAreVerifiedBeforeAnyIsMeasured() {
        assertThat(plan(Provider.CPU, Precision.FP32))
                .extracting(Stage::name)
                .startsWith("verify lightonocr-2", "verify glm-ocr", "verify deepseek-ocr", "weights lightonocr-2")
                .containsSubsequence("bench glm-ocr", "bench glm-ocr profiled", "profile glm-ocr")
                .doesNotHaveDuplicates();
    }

    @Test
    void aDeviceIsMeasuredWithGraphsAndWithout() {
        List<Stage> plan = plan(Provider.CUDA, Precision.BF16);
        assertThat(plan.getFirst().command()).containsExactly("nvidia-smi");
        assertThat(arguments(plan, "bench deepseek-ocr with graphs"))
                .startsWith("bench", "/work/deepseek-ocr", "--provider", "cuda", "--weights", "bf16")
                .endsWith("--in-flight", "1,64", "--size", "a4", "--new-tokens", "1000", "--cuda-graphs");
        assertThat(plan.stream()
                        .filter(stage -> stage.name().equals("bench glm-ocr profiled"))
                        .findFirst()
                        .orElseThrow()
                        .command())
                .contains("-Drecto.onnxruntime.profiles=/work/profiles-glm-ocr");
        assertThat(arguments(plan, "profile glm-ocr")).containsExactly("profile", "/work/profiles-glm-ocr");
    }

    private static List<Stage> plan(Provider provider, Precision weights) {
        TrialSettings settings = new TrialSettings(
                TinySnapshots.ALL,
                Path.of("/work"),
                provider,
                weights,
                false,
                List.of(1, 64),
                "a4",
                1000,
                Duration.ofMinutes(25),
                Duration.ofMinutes(9));
        return new TrialPlan(settings, MAIN).stages();
    }

    private static List<String> arguments(List<Stage> plan, String name) {
        List<String> command = plan.stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow()
                .command();
        return command.subList(command.indexOf(MAIN) + 1, command.size());
    }
}
