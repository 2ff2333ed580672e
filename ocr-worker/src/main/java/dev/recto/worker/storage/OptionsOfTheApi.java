package dev.recto.worker.storage;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Both services may be configured from one source, and of {@code recto.storage}, {@code recto.kafka} and
 * {@code recto.tracing} the API knows more options than a worker.
 */
public final class OptionsOfTheApi implements SmallRyeConfigBuilderCustomizer {
    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withMappingIgnore("recto.storage.**")
                .withMappingIgnore("recto.kafka.**")
                .withMappingIgnore("recto.tracing.**");
    }
}
