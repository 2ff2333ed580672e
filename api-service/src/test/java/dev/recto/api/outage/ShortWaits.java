package dev.recto.api.outage;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** Parts that a test may stop, a broker that asks who its clients are, and limits at which it need not wait long for one that is away. */
public final class ShortWaits implements QuarkusTestProfile {
    static final int CONNECTIONS = 8;

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(SeparateParts.class));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "recto.database.requests.connections", Integer.toString(CONNECTIONS),
                "recto.database.requests.acquire-timeout", "700ms",
                "recto.database.requests.statement-timeout", "1s",
                "recto.database.background.statement-timeout", "2s",
                "recto.database.background.acquire-timeout", "2s",
                "recto.storage.timeout", "2s");
    }
}
