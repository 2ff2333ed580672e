package dev.recto.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Waits for little, tries little again, and takes requests for a model without workers. */
public final class Impatient implements QuarkusTestProfile {
    public static final String ASLEEP = "fake/asleep";
    public static final String KNOWN = "fake/known";
    public static final String SIGN_IN_CODE = "a-code-that-only-the-tests-know-of";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "recto.page.sign-in-code",
                SIGN_IN_CODE,
                "recto.models.known",
                ASLEEP + "," + KNOWN,
                "recto.models.on-demand",
                ASLEEP,
                "recto.models.capabilities.\"" + ASLEEP + "\"",
                "prompt",
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
}
