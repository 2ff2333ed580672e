package dev.recto.api.tracing;

import dev.recto.tracing.Tracing;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The process's tracing, for whoever does something worth a span. */
@Dependent
class TracingProducer {
    private static final String SERVICE = "recto-api";

    @Produces
    @Singleton
    Tracing tracing(TracingConfig config) {
        return Tracing.of(SERVICE, config.sampleRatio(), config);
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }
}
