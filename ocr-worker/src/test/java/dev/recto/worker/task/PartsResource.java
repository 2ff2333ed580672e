package dev.recto.worker.task;

import dev.recto.parts.Parts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broker and an S3 service for the tests of the whole worker. */
public final class PartsResource implements QuarkusTestResourceLifecycleManager {
    /** Short, so that tests need not wait long for one to expire. */
    static final Duration LOCK = Duration.ofSeconds(2);

    private @Nullable Parts parts;

    @Override
    public Map<String, String> start() {
        parts = Parts.ephemeral();
        Map<String, String> configuration = new HashMap<>(parts.addresses().configuration());
        configuration.keySet().removeIf(key -> key.startsWith("quarkus.datasource"));
        configuration.put("recto.worker.lock", LOCK.toMillis() + "ms");
        configuration.put("quarkus.http.test-port", "0");
        return configuration;
    }

    @Override
    public void stop() {
        if (parts != null) {
            parts.close();
        }
    }
}
