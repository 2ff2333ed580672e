package dev.recto.api.temporary;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/**
 * Temporary files of this pod's requests, and how much they may be: {@code recto_spool_bytes}, {@code recto_spool_limit_bytes}; and what of them is
 * in memory: {@code recto_spool_memory_bytes}, {@code recto_spool_memory_limit_bytes}.
 */
@Singleton
@Startup
class SpoolGauges {
    private final MeterRegistry registry;

    SpoolGauges(Spools spools, TemporaryConfig config, MeterRegistry registry) {
        this.registry = registry;
        gauge("recto.spool", "Temporary files of requests", spools, Spools::inFiles);
        gauge(
                "recto.spool.limit",
                "How much they may be",
                config,
                limit -> limit.maxSize().asLongValue());
        gauge("recto.spool.memory", "What is in memory of requests that come in", spools, Spools::inMemory);
        gauge(
                "recto.spool.memory.limit",
                "How much it may be",
                config,
                limit -> limit.maxMemory().asLongValue());
    }

    private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value)
                .description(description)
                .baseUnit("bytes")
                .register(registry);
    }
}
