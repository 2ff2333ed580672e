package dev.recto.api.models;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A model that nobody serves until a test does, and one that is known but not on demand. */
public final class OneOnDemand implements QuarkusTestProfile {
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
                "7s");
    }
}
