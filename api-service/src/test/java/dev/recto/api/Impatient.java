package dev.recto.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Waits for little, tries little again, and takes requests for a model without workers. */
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
