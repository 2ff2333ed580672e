package dev.recto.api.outage;

import dev.recto.api.PartsResource;
import dev.recto.parts.PartKind;
import dev.recto.parts.Parts;
import dev.recto.parts.PartsAddresses;
import dev.recto.parts.PartsCommand;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PostgreSQL and S3 in one process; in another one a broker that asks its clients who they are. */
public final class OwnBrokerResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable Parts storage;
    private @Nullable Broker broker;

    @Override
    public Map<String, String> start() {
        try {
            PartsAddresses addresses = PartsAddresses.free();
            Path data = Files.createTempDirectory("recto-parts");
            storage = Parts.start(new PartsCommand(
                    data, PartsCommand.userCache(), false, addresses, EnumSet.of(PartKind.POSTGRES, PartKind.S3)));
            PartsCommand command = new PartsCommand(
                            Files.createTempDirectory("recto-broker"),
                            PartsCommand.userCache(),
                            true,
                            addresses,
                            EnumSet.of(PartKind.KAFKA))
                    .secured();
            broker = new Broker(command);
            Map<String, String> configuration = new HashMap<>(command.configuration());
            configuration.put("recto.tenancy.bootstrap-key", PartsResource.KEY);
            return configuration;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector testInjector) {
        testInjector.injectIntoFields(broker, new TestInjector.MatchesType(Broker.class));
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.stop();
        }
        if (storage != null) {
            storage.close();
        }
    }
}
