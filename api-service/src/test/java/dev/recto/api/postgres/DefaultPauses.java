package dev.recto.api.postgres;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Pauses as long as the service makes them by itself; other tests have no time for that. */
public final class DefaultPauses implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "recto.background.idle-pause", "10s", "recto.metrics.every", "10s", "recto.storage.sweep-every", "30s");
    }
}
