package dev.recto.api.tracing;

import dev.recto.tracing.Tracing;
import dev.recto.tracing.TracingSettings;
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
        return config.enabled()
                ? Tracing.to(new TracingSettings(
                        SERVICE,
                        config.endpoint(),
                        config.sampleRatio(),
                        config.headers(),
                        config.timeout(),
                        config.interval(),
                        config.queue()))
                : Tracing.off();
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }
}
