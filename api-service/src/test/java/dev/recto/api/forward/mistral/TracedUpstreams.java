package dev.recto.api.forward.mistral;

import dev.recto.api.tracing.RecordedSpans;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A service that has upstreams, records its spans and is opened with a code once. */
public final class TracedUpstreams implements QuarkusTestProfile {
    public static final String SIGN_IN_CODE = "a-code-that-only-the-tests-know-of";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("recto.page.sign-in-code", SIGN_IN_CODE);
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(RecordedSpans.class);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(UpstreamsResource.class));
    }
}
