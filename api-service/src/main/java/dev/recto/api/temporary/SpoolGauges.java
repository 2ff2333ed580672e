package dev.recto.api.temporary;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Temporary files of this pod's requests, and how much they may be: {@code recto_spool_bytes}, {@code recto_spool_limit_bytes}. */
@Singleton
@Startup
class SpoolGauges {
    SpoolGauges(SpoolBudget budget, TemporaryConfig config, MeterRegistry registry) {
        Gauge.builder("recto.spool", budget, SpoolBudget::taken)
                .description("Temporary files of requests")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("recto.spool.limit", config, limit -> limit.maxSize().asLongValue())
                .description("How much they may be")
                .baseUnit("bytes")
                .register(registry);
    }
}
