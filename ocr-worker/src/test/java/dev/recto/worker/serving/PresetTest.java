package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.graph.Precision;
import dev.recto.worker.onnx.Provider;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.quarkus.runtime.configuration.PathConverter;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** As a worker reads its configuration: sources of the library's own, files, and what comes from META-INF. */
class PresetTest {
    private static final int FILE = 100;

    @Test
    void ofCuda() {
        VisionConfig config = with(Map.of("recto.worker.vlm.preset", "cuda"));
        assertThat(config.preset()).contains(Preset.CUDA);
        assertThat(config.provider()).isEqualTo(Provider.CUDA);
        assertThat(config.slots()).isEqualTo(64);
        assertThat(config.ahead()).isEqualTo(12);
        assertThat(config.stepTokens()).isEqualTo(2048);
        assertThat(config.chunkTokens()).isEqualTo(4096);
        assertThat(config.cuda().graphs()).isTrue();
        assertThat(VisionReaders.model(config).precision()).isEqualTo(Precision.BF16);
    }

    @Test
    void eachOptionWinsOverIt() {
        VisionConfig config = with(Map.of(
                "recto.worker.vlm.preset", "cuda",
                "recto.worker.vlm.slots", "16",
                "recto.worker.vlm.weights", "fp16",
                "recto.worker.vlm.cuda.graphs", "false"));
        assertThat(config.slots()).isEqualTo(16);
        assertThat(config.cuda().graphs()).isFalse();
        assertThat(VisionReaders.model(config).precision()).isEqualTo(Precision.FP16);
        assertThat(config.ahead()).isEqualTo(12);
    }

    /** All of its options exist: the mapping would complain of others. */
    @Test
    void withoutOneEverythingIsAsEver() {
        assertThat(with(Map.of()).slots()).isEqualTo(4);
        assertThat(with(Map.of("recto.worker.vlm.preset", "")).slots()).isEqualTo(4);
        assertThatThrownBy(() -> with(Map.of("recto.worker.vlm.preset", "quantum")))
                .hasMessageContaining("quantum");
    }

    @Test
    void itIsFoundByWhoeverReadsTheConfiguration() {
        assertThat(ServiceLoader.load(ConfigSourceFactory.class)).hasAtLeastOneElementOfType(PresetSource.class);
    }

    private static VisionConfig with(Map<String, String> file) {
        return new SmallRyeConfigBuilder()
                .withConverter(Path.class, 200, new PathConverter())
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withMapping(VisionConfig.class)
                .withSources(new PropertiesConfigSource(file, "file", FILE))
                .withSources(new PresetSource())
                .build()
                .getConfigMapping(VisionConfig.class);
    }
}
