package dev.recto.api.tracing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

@ConfigMapping(prefix = "recto.tracing")
interface TracingConfig {
    /** Whether spans are made and sent. */
    @WithDefault("false")
    boolean enabled();

    /** A collector that takes OTLP over HTTP; {@code /v1/traces} is added. */
    @WithDefault("http://localhost:4318")
    URI endpoint();

    /** Part of the requests, and of the rows of batches, that are recorded. */
    @WithDefault("1.0")
    double sampleRatio();

    /** Whether a caller that sends a {@code traceparent} decides whether its request is recorded. */
    @WithDefault("false")
    boolean trustCallers();

    /** Headers for the collector. */
    Map<String, String> headers();

    /** How long sending may take. */
    @WithDefault("10s")
    Duration timeout();

    /** How often spans are sent. */
    @WithDefault("5s")
    Duration interval();

    /** Spans that wait to be sent. */
    @WithDefault("2048")
    int queue();
}
