package dev.recto.api;

import dev.recto.parts.Parts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The real PostgreSQL, Kafka and S3 under the service, once for all tests that start it. */
public final class PartsResource implements QuarkusTestResourceLifecycleManager {
    /** Belongs to the default organisation. */
    public static final String KEY = "key-of-the-tests-that-nobody-knows";

    private @Nullable Parts parts;

    @Override
    public Map<String, String> start() {
        parts = Parts.ephemeral();
        Map<String, String> configuration = new HashMap<>(parts.addresses().configuration());
        configuration.put("recto.tenancy.bootstrap-key", KEY);
        configuration.put("recto.fetch.allowed-networks", "127.0.0.9/32");
        configuration.put("recto.fetch.idle-timeout", "1m");
        configuration.put("recto.webhooks.allowed-networks", "127.0.0.9/32");
        configuration.put("recto.webhooks.first-pause", "100ms");
        configuration.put("recto.webhooks.longest-pause", "1s");
        // A slow machine is no outage
        for (String pool : List.of("requests", "background")) {
            for (String limit : List.of("acquire", "statement", "lock", "idle-in-transaction")) {
                configuration.put("recto.database." + pool + "." + limit + "-timeout", "30s");
            }
        }
        configuration.put("recto.batch.window", "16");
        configuration.put("recto.batch.window-per-slot", "2");
        configuration.put("recto.batch.retry-after", "1s");
        configuration.put("recto.prices.per-page.\"fake/priced\"", "0.001");
        configuration.put("recto.prices.platform-fee-per-page", "0.0001");
        return configuration;
    }

    @Override
    public void stop() {
        if (parts != null) {
            parts.close();
        }
    }
}
