package dev.recto.worker.tracing;

import dev.recto.tracing.TracingOptions;
import io.smallrye.config.ConfigMapping;

/** The API decides what is recorded. */
@ConfigMapping(prefix = "recto.tracing")
public interface TracingConfig extends TracingOptions {}
