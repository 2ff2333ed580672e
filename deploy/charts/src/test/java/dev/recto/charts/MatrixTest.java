package dev.recto.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Combinations of choices that change what is rendered; all of them where the check is to be thorough. */
final class MatrixTest {
    private static final Set<String> EXTERNAL =
            Set.of("recto-database", "recto-database-ca", "recto-kafka", "recto-first-key", "models", "weights", "own");
    /** With this step, too, each choice comes up together with each one of the others. */
    private static final int EVERY = Boolean.getBoolean("recto.thorough") ? 1 : 13;

    private static final String IMAGE = "registry.example/models@sha256:" + "0".repeat(64);

    /** Values by path; nothing of them is changed by the empty choice. */
    private static final List<List<Map<String, Object>>> CHOICES = List.of(
            List.of(
                    Map.of(),
                    Map.of("workers.glm.models.existingClaim", "", "workers.glm.models.image", IMAGE),
                    Map.of("workers.glm.models.existingClaim", "", "workers.glm.models.hostPath", "/data/models"),
                    Map.of(
                            "workers.glm.models.existingClaim", "",
                            "workers.glm.models.s3.uri", "s3://models/GLM-OCR",
                            "workers.glm.models.s3.digest", "sha256:" + "0".repeat(64))),
            List.of(Map.of(), Map.of("migrations.mode", "startup")),
            List.of(
                    Map.of(),
                    Map.of(
                            "bootstrapKey.secretName",
                            "",
                            "bootstrapKey.value",
                            "0".repeat(32),
                            "database.password.secretName",
                            "",
                            "database.password.value",
                            "password",
                            "s3.accessKey.value",
                            "id",
                            "s3.secretKey.value",
                            "secret",
                            "secrets.recto\\.files\\.signing-keys\\[0\\]\\.secret.value",
                            "0".repeat(32))),
            List.of(Map.of(), Map.of("workers.glm.gpu.count", 0, "workers.glm.weightCache.existingClaim", "")),
            List.of(
                    Map.of(),
                    Map.of("ingress.enabled", false, "httpRoute.enabled", false, "networkPolicy.enabled", false),
                    Map.of("workers.glm.autoscaling.keda.enabled", true),
                    Map.of("api.autoscaling.enabled", false, "api.podDisruptionBudget.enabled", false)),
            List.of(Map.of(), Map.of("fullnameOverride", "a-name-that-is-as-long-as-it-may-be-and-longer")));

    static Stream<Map<String, Object>> combinations() {
        List<Map<String, Object>> all = List.of(Map.of());
        for (List<Map<String, Object>> choice : CHOICES) {
            List<Map<String, Object>> longer = new ArrayList<>();
            for (Map<String, Object> begun : all) {
                for (Map<String, Object> each : choice) {
                    Map<String, Object> both = new TreeMap<>(begun);
                    both.putAll(each);
                    longer.add(both);
                }
            }
            all = longer;
        }
        List<Map<String, Object>> every = all;
        return IntStream.iterate(0, index -> index < every.size(), index -> index + EVERY)
                .mapToObj(every::get);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void isWholeAndRestricted(Map<String, Object> values) throws IOException {
        List<JsonNode> manifests = new Chart("r", Chart.FOLDER.resolve("ci/gpu.yaml"), values).render();

        for (JsonNode manifest : manifests) {
            Manifests.check(manifest);
            JsonNode pod = Manifest.pod(manifest);
            if (!pod.isMissingNode()) {
                Restricted.check(pod);
            }
        }
        new References(manifests).check(EXTERNAL);
        assertThat(manifests).hasSizeGreaterThan(8);
    }
}
