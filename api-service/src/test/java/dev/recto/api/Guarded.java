package dev.recto.api;

import static java.util.Map.entry;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Little is allowed, keys are looked up each time, and the service is described and shown to nobody. */
public final class Guarded implements QuarkusTestProfile {
    public static final int UNKNOWN_PER_MINUTE = 4;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                entry("recto.limits.tokens-per-minute", "400"),
                entry("recto.limits.requests-per-minute", "200"),
                entry("recto.temporary.max-size", "1M"),
                entry("recto.temporary.max-memory", "1M"),
                entry("recto.keys.fresh-for", "1ms"),
                entry("recto.keys.lookup-timeout", "4s"),
                entry("recto.keys.unknown-per-minute", Integer.toString(UNKNOWN_PER_MINUTE)),
                entry("recto.page.enabled", "false"),
                entry("recto.batch.max-input-size", "100"),
                entry("quarkus.smallrye-openapi.enabled", "false"),
                entry("quarkus.swagger-ui.enabled", "false"));
    }
}
