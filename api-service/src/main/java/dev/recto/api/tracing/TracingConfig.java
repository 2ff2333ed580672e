package dev.recto.api.tracing;

import dev.recto.tracing.TracingOptions;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "recto.tracing")
public interface TracingConfig extends TracingOptions {
    /** Part of the requests, and of the rows of batches, that are recorded. */
    @WithDefault("1.0")
    double sampleRatio();

    /** Whether a caller that sends a {@code traceparent} decides whether its request is recorded. */
    @WithDefault("false")
    boolean trustCallers();
}
