package dev.recto.worker.task;

import dev.recto.parts.Parts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broker and an S3 service for the tests of the whole worker. */
public final class PartsResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable Parts parts;

    @Override
    public Map<String, String> start() {
        parts = Parts.ephemeral();
        Map<String, String> configuration = new HashMap<>(parts.addresses().configuration());
        configuration.keySet().removeIf(key -> key.startsWith("quarkus.datasource"));
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
