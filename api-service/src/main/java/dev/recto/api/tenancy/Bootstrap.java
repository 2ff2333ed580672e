package dev.recto.api.tenancy;

import dev.recto.api.id.TimeOrderedId;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes the configured first key known. */
@Singleton
final class Bootstrap {
    private final TenancyConfig config;
    private final ApiKeys keys;

    Bootstrap(TenancyConfig config, ApiKeys keys) {
        this.config = config;
        this.keys = keys;
    }

    void start(@Observes StartupEvent started) {
        config.bootstrapKey()
                .ifPresent(
                        key -> keys.bootstrap(key, TimeOrderedId.next()).await().atMost(Duration.ofSeconds(30)));
    }
}
