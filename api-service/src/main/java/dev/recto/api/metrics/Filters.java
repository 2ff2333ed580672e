package dev.recto.api.metrics;

import dev.recto.metrics.TimeBuckets;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@Singleton
class Filters {
    @Produces
    @Singleton
    MeterFilter timeBuckets() {
        return new TimeBuckets();
    }
}
