package dev.recto.api.jobs;

import dev.recto.api.metrics.MetricsConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * What was read for whom: {@code recto_usage_pages_total} and {@code recto_usage_tokens_total}. INVARIANT: no more organisations have counts
 * of their own than {@link MetricsConfig#mostOrganisations()}.
 */
@Singleton
public class UsageMeters {
    private static final String ALL = "all";
    private static final String OTHERS = "others";

    private final MeterRegistry registry;
    private final MetricsConfig config;
    private final Set<UUID> known = new HashSet<>();

    UsageMeters(MeterRegistry registry, MetricsConfig config) {
        this.registry = registry;
        this.config = config;
    }

    /** @param model of which there are only few: for another service's, that service */
    public void read(UUID organisation, String model, int pages, long tokens) {
        Tags tags = Tags.of("organisation", label(organisation), "model", model);
        registry.counter("recto.usage.pages", tags).increment(pages);
        registry.counter("recto.usage.tokens", tags).increment(tokens);
    }

    private synchronized String label(UUID organisation) {
        if (!config.organisations()) {
            return ALL;
        }
        if (known.size() < config.mostOrganisations()) {
            known.add(organisation);
        }
        return known.contains(organisation) ? organisation.toString() : OTHERS;
    }
}
