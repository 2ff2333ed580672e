package dev.recto.tracing;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** What both services are told of tracing. */
public interface TracingOptions {
    /** Whether spans are made and sent. */
    @WithDefault("false")
    boolean enabled();

    /** A collector that takes OTLP over HTTP; {@code /v1/traces} is added. */
    @WithDefault("http://localhost:4318")
    URI endpoint();

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
