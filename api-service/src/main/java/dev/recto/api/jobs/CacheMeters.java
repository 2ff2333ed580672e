package dev.recto.api.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/**
 * What answering from the cache comes to: {@code recto_cache_lookups_total} (documents, as they were accepted) and
 * {@code recto_cache_pages_total} (that were answered, or kept to be).
 */
@Singleton
class CacheMeters {
    private final MeterRegistry registry;

    CacheMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void lookedUp(boolean found) {
        registry.counter("recto.cache.lookups", "outcome", found ? "hit" : "miss")
                .increment();
    }

    void answered(int pages) {
        pages("hit", pages);
    }

    void kept(int pages) {
        pages("kept", pages);
    }

    private void pages(String outcome, int pages) {
        registry.counter("recto.cache.pages", "outcome", outcome).increment(pages);
    }
}
