package dev.recto.api.limits;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Limits that a test can reach. */
public final class TightLimits implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "recto.limits.tokens-per-minute", "400",
                "recto.limits.requests-per-minute", "200",
                "recto.temporary.max-size", "1M");
    }
}
