package dev.recto.worker.tracing;

import dev.recto.tracing.Tracing;
import dev.recto.tracing.TracingSettings;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The process's tracing. */
@Dependent
class TracingProducer {
    private static final String SERVICE = "recto-worker";

    /** No trace begins here. */
    private static final double OF_NONE = 0;

    @Produces
    @Singleton
    Tracing tracing(TracingConfig config) {
        return config.enabled()
                ? Tracing.to(new TracingSettings(
                        SERVICE,
                        config.endpoint(),
                        OF_NONE,
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
