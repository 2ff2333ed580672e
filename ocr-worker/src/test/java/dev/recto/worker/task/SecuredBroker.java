package dev.recto.worker.task;

import dev.recto.parts.PartKind;
import dev.recto.parts.Parts;
import dev.recto.parts.PartsAddresses;
import dev.recto.parts.PartsCommand;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The worker with a broker that asks its clients who they are, and whose certificate is in Quarkus's registry. */
public final class SecuredBroker implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Resource.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    public static final class Resource implements QuarkusTestResourceLifecycleManager {
        private @Nullable Parts parts;

        @Override
        public Map<String, String> start() {
            try {
                PartsCommand command = new PartsCommand(
                                Files.createTempDirectory("recto-parts"),
                                PartsCommand.userCache(),
                                false,
                                PartsAddresses.free(),
                                EnumSet.of(PartKind.KAFKA, PartKind.S3))
                        .secured();
                parts = Parts.start(command);
                Map<String, String> configuration = new HashMap<>(command.configuration());
                configuration.keySet().removeIf(key -> key.startsWith("quarkus.datasource"));
                configuration.put("quarkus.http.test-port", "0");
                configuration.put("kafka.tls-configuration-name", "broker");
                configuration.put(
                        "quarkus.tls.broker.trust-store.p12.path",
                        configuration.remove("kafka.ssl.truststore.location"));
                configuration.put(
                        "quarkus.tls.broker.trust-store.p12.password",
                        configuration.remove("kafka.ssl.truststore.password"));
                configuration.remove("kafka.ssl.truststore.type");
                return configuration;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            if (parts != null) {
                parts.close();
            }
        }
    }
}
