package dev.recto.api.keys;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Keys are looked up each time, not for long, and not many that are unknown. */
public final class ShortMemory implements QuarkusTestProfile {
    static final int UNKNOWN_PER_MINUTE = 4;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "recto.keys.fresh-for", "1ms",
                "recto.keys.lookup-timeout", "4s",
                "recto.keys.unknown-per-minute", Integer.toString(UNKNOWN_PER_MINUTE));
    }
}
