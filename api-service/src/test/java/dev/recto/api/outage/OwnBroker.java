package dev.recto.api.outage;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** The service with a broker that tests may do anything to. */
public final class OwnBroker implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(OwnBrokerResource.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }
}
