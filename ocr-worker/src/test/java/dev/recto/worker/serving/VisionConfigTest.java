package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.decode.LoopLimits;
import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.graph.CacheFormat;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.graph.WeightCache;
import dev.recto.worker.image.BlankPage;
import dev.recto.worker.onnx.CudaOptions;
import dev.recto.worker.onnx.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VisionConfigTest {
    @Test
    void defaults() {
        VisionConfig config = Configs.with(Map.of());

        assertThat(config.preset()).isEmpty();
        assertThat(config.slots()).isEqualTo(4);
        assertThat(config.ahead()).isEqualTo(1);
        assertThat(config.slotTokens()).isEqualTo(8192);
        assertThat(config.stepTokens()).isEqualTo(SchedulerLimits.DEFAULT_STEP_TOKENS);
        assertThat(config.chunkTokens()).isEqualTo(SchedulerLimits.DEFAULT_CHUNK_TOKENS);
        assertThat(config.threads()).isEmpty();
        assertThat(config.weights()).isEmpty();
        assertThat(config.cache()).isEmpty();
        assertThat(config.draftTokens()).isZero();
        assertThat(config.topTokens()).isEqualTo(64);
        assertThat(config.longestSide()).isEmpty();
        assertThat(config.visionBatch()).isEmpty();
        assertThat(config.prepared()).isEmpty();
        assertThat(config.provider()).isEqualTo(Provider.CPU);
        assertThat(config.cuda().device()).isZero();
        assertThat(config.cuda().memoryLimit()).isZero();
        assertThat(config.cuda().graphs()).isFalse();
        assertThat(config.cuda().fallback()).isFalse();
        assertThat(config.memory().checked()).isTrue();
        assertThat(config.memory().fewerSlots()).isTrue();
        assertThat(config.memory().host()).isEmpty();
        assertThat(config.memory().device()).isEmpty();
        assertThat(config.memory().headroom()).isEqualTo(0.1);
        assertThat(config.weightCache()).isEmpty();
        assertThat(config.weightCacheSize().asLongValue()).isEqualTo(WeightCache.DEFAULT_BYTES);
        assertThat(config.maxNewTokens()).isEqualTo(4096);
        assertThat(config.warmUpTokens()).isEqualTo(8);
        assertThat(config.checkups()).isEqualTo(2);
        assertThat(config.stopTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(new LoopLimits(
                        config.loop().minimumTokens(),
                        config.loop().minimumCopies(),
                        config.loop().longestPiece()))
                .isEqualTo(LoopLimits.DEFAULT);
        assertThat(config.loop().retryTemperature()).isEqualTo(0.4);
        assertThat(config.loop().retryTopP()).isEqualTo(0.95);
        assertThat(config.blank().detected()).isTrue();
        assertThat(new BlankPage(
                        config.blank().contrast(),
                        config.blank().inkShare(),
                        config.blank().margin(),
                        config.blank().inkedCells()))
                .isEqualTo(BlankPage.DEFAULT);
        assertThat(config.turned().detected()).isTrue();
        assertThat(config.turned().certainty()).isEqualTo(4);
        assertThat(config.turned().slots()).isEmpty();
        assertThat(config.deepseek().temperature()).isZero();
        assertThat(config.deepseek().ngramSize()).isEqualTo(30);
        assertThat(config.deepseek().ngramWindow()).isEqualTo(90);
        assertThat(config.lighton().temperature()).isZero();
        assertThat(config.lighton().topP()).isEqualTo(0.9);
        assertThat(config.glm().temperature()).isZero();
        assertThat(config.glm().repetitionPenalty()).isEqualTo(1);
    }

    @Test
    void pagesShareVisionRunsWhereThatPays() {
        assertThat(visionBatch(Map.of())).isEqualTo(1);
        assertThat(visionBatch(Map.of("recto.worker.vlm.provider", "cuda"))).isEqualTo(4);
        assertThat(visionBatch(Map.of("recto.worker.vlm.vision-batch", "3"))).isEqualTo(3);
        assertThatThrownBy(() -> visionBatch(Map.of("recto.worker.vlm.vision-batch", "0")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void asManyPagesArePreparedAsGoThroughTheTowersTogether() {
        assertThat(VisionReaders.prepared(Configs.with(Map.of("recto.worker.vlm.vision-batch", "3"))))
                .isEqualTo(3);
        assertThat(VisionReaders.prepared(Configs.with(Map.of("recto.worker.vlm.prepared", "2"))))
                .isEqualTo(2);
    }

    private static int visionBatch(Map<String, String> options) {
        return VisionReaders.model(Configs.with(options)).visionBatch();
    }

    @Test
    void cudaIsConfigured() {
        ModelOptions options = VisionReaders.model(Configs.with(Map.of(
                "recto.worker.vlm.provider", "cuda",
                "recto.worker.vlm.cuda.device", "1",
                "recto.worker.vlm.cuda.memory-limit", "5000000000",
                "recto.worker.vlm.cuda.graphs", "true")));
        assertThat(options.cuda()).isEqualTo(new CudaOptions(1, 5_000_000_000L, true, false));
    }

    @Test
    void draftsAreForCpus() {
        assertThat(VisionReaders.model(Configs.with(Map.of("recto.worker.vlm.draft-tokens", "3")))
                        .draftTokens())
                .isEqualTo(3);
        for (Map<String, String> wrong : List.of(
                Map.of("recto.worker.vlm.draft-tokens", "-1"),
                Map.of("recto.worker.vlm.draft-tokens", "16"),
                Map.of("recto.worker.vlm.draft-tokens", "3", "recto.worker.vlm.provider", "cuda"))) {
            assertThatThrownBy(() -> VisionReaders.model(Configs.with(wrong))).hasMessageContaining("draft");
        }
    }

    @Test
    void weightsAreNamedInSmallLetters() {
        assertThat(Configs.with(Map.of("recto.worker.vlm.weights", "int8")).weights())
                .contains(Precision.INT8);
        assertThat(Configs.with(Map.of("recto.worker.vlm.cache", "int8")).cache())
                .contains(CacheFormat.INT8);
    }
}
