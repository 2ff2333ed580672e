package dev.recto.api.tenancy;

import dev.recto.api.id.TimeOrderedId;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes the configured first key known. */
@Singleton
final class Bootstrap {
    /** What nobody can guess, though a hash of it is known. */
    private static final int LEAST_LENGTH = 32;

    private static final int EXIT_CODE = 1;

    private final TenancyConfig config;
    private final ApiKeyTable keys;

    Bootstrap(TenancyConfig config, ApiKeyTable keys) {
        this.config = config;
        this.keys = keys;
    }

    void start(@Observes StartupEvent started) {
        config.bootstrapKey().ifPresent(Bootstrap::requireLength);
        config.bootstrapKey()
                .ifPresent(
                        key -> keys.bootstrap(key, TimeOrderedId.next()).await().atMost(Duration.ofSeconds(30)));
    }

    static void requireLength(String key) {
        if (key.length() < LEAST_LENGTH) {
            throw new PreventFurtherStepsException(
                    "recto.tenancy.bootstrap-key has fewer than " + LEAST_LENGTH + " characters", EXIT_CODE);
        }
    }
}
