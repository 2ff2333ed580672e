package dev.recto.api;

import dev.recto.api.tenancy.signin.SignInResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** Waits for little, tries little again, takes requests for a model without workers, and trusts an issuer. */
public final class Impatient implements QuarkusTestProfile {
    public static final String ASLEEP = "fake/asleep";
    public static final String KNOWN = "fake/known";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "recto.models.known",
                ASLEEP + "," + KNOWN,
                "recto.models.on-demand",
                ASLEEP,
                "recto.models.capabilities.\"" + ASLEEP + "\"",
                "prompt",
                "recto.http.answer-stall",
                "1s",
                "recto.http.body-silence",
                "3s",
                "recto.files.stall-timeout",
                "1s",
                "recto.ocr.wait-time",
                "1s",
                "recto.ocr.ask-again",
                "7s",
                "recto.batch.result-attempts",
                "3",
                "recto.batch.result-lease",
                "3s");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(SignInResource.class));
    }
}
