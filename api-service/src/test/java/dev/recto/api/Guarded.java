package dev.recto.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Little is allowed, keys are looked up each time, and the service is described and shown to nobody. */
public final class Guarded implements QuarkusTestProfile {
    public static final int UNKNOWN_PER_MINUTE = 4;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "recto.limits.tokens-per-minute", "400",
                "recto.limits.requests-per-minute", "200",
                "recto.temporary.max-size", "1M",
                "recto.temporary.max-memory", "1M",
                "recto.keys.fresh-for", "1ms",
                "recto.keys.lookup-timeout", "4s",
                "recto.keys.unknown-per-minute", Integer.toString(UNKNOWN_PER_MINUTE),
                "recto.page.enabled", "false",
                "recto.batch.max-input-size", "100",
                "quarkus.smallrye-openapi.enabled", "false",
                "quarkus.swagger-ui.enabled", "false");
    }
}
