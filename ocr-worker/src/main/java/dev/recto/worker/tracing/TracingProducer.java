package dev.recto.worker.tracing;

import dev.recto.tracing.Tracing;
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
        return Tracing.of(SERVICE, OF_NONE, config);
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }
}
