package dev.recto.api.forward.mistral;

import dev.recto.api.tracing.RecordedSpans;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Set;

/** A service that has upstreams and records its spans. */
public final class TracedUpstreams implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(RecordedSpans.class);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(UpstreamsResource.class));
    }
}
