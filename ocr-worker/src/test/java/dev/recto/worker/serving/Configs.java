package dev.recto.worker.serving;

import dev.recto.worker.tesseract.TesseractConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.quarkus.runtime.configuration.PathConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

final class Configs {
    private Configs() {}

    /** Of the engine beside models. */
    static TesseractConfig tesseract(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Path.class, 200, new PathConverter())
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(TesseractConfig.class)
                .withDefaultValues(properties)
                .build()
                .getConfigMapping(TesseractConfig.class);
    }

    /** The configuration with its defaults, but for the given properties. */
    static VisionConfig with(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withConverter(Path.class, 200, new PathConverter())
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withMapping(VisionConfig.class)
                .withDefaultValues(properties)
                .build()
                .getConfigMapping(VisionConfig.class);
    }
}
