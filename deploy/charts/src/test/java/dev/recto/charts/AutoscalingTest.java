package dev.recto.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pools that KEDA or an HPA scales. */
final class AutoscalingTest {
    private static final String GLM = "r-recto-worker-glm";

    @Test
    void aPoolThatMaySleepIsScaledByWhatIsOpenForItsModel() throws IOException {
        JsonNode spec = Chart.with("keda").find("ScaledObject", GLM).get("spec");

        assertThat(spec.at("/scaleTargetRef/name").asText()).isEqualTo(GLM);
        assertThat(spec.path("minReplicaCount").asInt(-1)).isZero();
        assertThat(spec.path("maxReplicaCount").asInt()).isEqualTo(8);
        assertThat(spec.path("pollingInterval").asInt()).isEqualTo(10);
        assertThat(spec.at("/triggers/0/metadata/url").asText())
                .isEqualTo("http://r-recto-api-management.recto.svc:9000/q/scaling/zai-org/GLM-OCR");
        assertThat(spec.at("/triggers/0/metadata/valueLocation").asText()).isEqualTo("open");
        assertThat(spec.at("/triggers/0/metadata/targetValue").asText()).isEqualTo("128");
    }

    @Test
    void aModelsSlotsAreTheWorkersWhereNoneAreGiven() throws IOException {
        Chart chart = Chart.with("keda")
                .set("workers.plain.model.id", "own/model")
                .set("workers.plain.model.path", "/models/own")
                .set("workers.plain.autoscaling.keda.enabled", true);

        assertThat(targetOf(chart, "plain")).isEqualTo(2 * Integer.parseInt(defaultOf("recto.worker.vlm.slots")));
        assertThat(targetOf(chart.set("workers.plain.config.recto\\.worker\\.vlm\\.slots", 3), "plain"))
                .isEqualTo(2 * 3);
    }

    @ParameterizedTest
    @CsvSource({"2, 4", "3500m, 8", "0.5, 2", "100m, 2", "1.5, 4"})
    void tesseractReadsAPageOnEachProcessor(String cpu, int target) throws IOException {
        Chart chart = Chart.with("keda")
                .set("workers.cpu.autoscaling.keda.openPages", "null")
                .set("workers.cpu.resources.limits.cpu", cpu);

        assertThat(targetOf(chart, "cpu")).isEqualTo(target);
        assertThat(targetOf(chart.set("config.recto\\.worker\\.tesseract\\.slots", 6), "cpu"))
                .isEqualTo(2 * 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1k"})
    void howManyTesseractReadsIsAskedForWhereNobodyKnows(String cpu) {
        Chart chart = Chart.with("keda")
                .set("workers.cpu.autoscaling.keda.openPages", "null")
                .set("workers.cpu.resources.limits.cpu", cpu);

        assertThatThrownBy(chart::render).hasMessageContaining("workers.cpu.autoscaling.keda.openPages is missing");
    }

    @Test
    void aPageMayTakeAsLongAsTheServicesDefaultWhereNothingIsSaid() throws IOException {
        JsonNode spec = Chart.with("gpu")
                .set("workers.glm.autoscaling.keda.enabled", true)
                .find("ScaledObject", GLM)
                .get("spec");

        Duration timeout = Duration.parse("PT" + defaultOf("recto.jobs.page-timeout"));
        assertThat(spec.path("cooldownPeriod").asLong()).isEqualTo(1800 + timeout.toSeconds() + 60);
    }

    @Test
    void itsLastPodOutlivesAColdStartAndAPage() throws IOException {
        JsonNode spec = Chart.with("keda").find("ScaledObject", GLM).get("spec");

        assertThat(spec.path("cooldownPeriod").asInt()).isEqualTo(900 + 600 + 60);
    }

    @Test
    void podsGoSlowlyAndNoneGoesDuringAnOutage() throws IOException {
        JsonNode spec = Chart.with("keda").find("ScaledObject", GLM).get("spec");

        JsonNode down = spec.at("/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown");
        assertThat(down.path("stabilizationWindowSeconds").asInt()).isEqualTo(600);
        assertThat(down.at("/policies/0/value").asInt()).isOne();
        assertThat(down.at("/policies/0/periodSeconds").asInt()).isEqualTo(300);
        assertThat(spec.at("/fallback/replicas").asInt()).isOne();
        assertThat(spec.at("/fallback/behavior").asText()).isEqualTo("currentReplicasIfHigher");
    }

    @Test
    void prometheusIsAskedInsteadWhereItIsNamed() throws IOException {
        JsonNode trigger =
                Chart.with("keda").find("ScaledObject", "r-recto-worker-cpu").at("/spec/triggers/0");

        assertThat(trigger.path("type").asText()).isEqualTo("prometheus");
        assertThat(trigger.at("/metadata/query").asText())
                .isEqualTo("max(recto_pages_open{namespace=\"recto\", model=\"tesseract\"})"
                        + " + max(recto_documents_open{namespace=\"recto\", model=\"tesseract\"})");
        assertThat(trigger.at("/metadata/ignoreNullValues").asText()).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"glm", "cpu", "spare"})
    void whoIsScaledHasNoReplicasOfItsOwn(String pool) throws IOException {
        JsonNode spec =
                Chart.with("keda").find("Deployment", "r-recto-worker-" + pool).get("spec");

        assertThat(spec.has("replicas")).isFalse();
    }

    @Test
    void whoIsNotScaledHasAsManyAsItIsGiven() throws IOException {
        JsonNode deployment = Chart.with("gpu").find("Deployment", "r-recto-worker-cpu");

        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(2);
    }

    @Test
    void theApiTakesRequestsForModelsOfPoolsThatMaySleepAndNoOthers() throws IOException {
        assertThat(onDemand(Chart.with("keda"))).isEqualTo("zai-org/GLM-OCR");
        assertThat(onDemand(Chart.with("gpu"))).isEmpty();
        assertThat(onDemand(Chart.with("keda").set("workers.glm.autoscaling.keda.minReplicas", 1)))
                .isEmpty();
        assertThat(onDemand(Chart.with("keda").set("workers.glm.enabled", false)))
                .isEmpty();
        assertThat(onDemand(Chart.with("keda").set("workers.cpu.autoscaling.keda.minReplicas", 0)))
                .isEqualTo("tesseract,zai-org/GLM-OCR");
        assertThat(onDemand(Chart.with("keda").set("config.recto\\.models\\.on-demand", "own/model")))
                .isEqualTo("own/model,zai-org/GLM-OCR");
    }

    @Test
    void kedaReachesTheManagementPort() throws IOException {
        assertThat(sources(Chart.with("keda"))).contains("monitoring").contains("\"keda\"");
        assertThat(sources(Chart.with("gpu"))).doesNotContain("\"keda\"");
    }

    @ParameterizedTest
    @CsvSource({
        "workers.glm.autoscaling.hpa.enabled, true, autoscaling",
        "workers.glm.autoscaling.keda.minReplicas, 9, minReplicas is more than maxReplicas",
        "workers.glm.autoscaling.keda.minReplicas, 0.5, integer",
        "workers.glm.autoscaling.keda.fallbackReplicas, 0, fallbackReplicas",
        "workers.glm.autoscaling.keda.cooldownSeconds, 1499, startupSeconds and recto.jobs.page-timeout are 1500",
        "workers.glm.autoscaling.keda.nonsense, 1, nonsense",
        "workerDefaults.autoscaling.hpa.enabled, true, keda and hpa would scale the same pods",
        "workers.cpu.tesseract, false, reads nothing",
        "config.recto\\.jobs\\.page-timeout, PT5M, whole hours",
    })
    void whatMakesNoSenseIsRefused(String path, String value, String reason) {
        assertThatThrownBy(() -> Chart.with("keda").set(path, value).render()).hasMessageContaining(reason);
    }

    /** Our schema is as strict as what it stands for. */
    @ParameterizedTest
    @CsvSource({"/spec, nonsense", "/spec/fallback, nonsense", "/spec/triggers/0/metadata, nonsense"})
    void aFieldThatKedaDoesNotKnowIsFound(String place, String field) throws IOException {
        JsonNode manifest = Chart.with("keda").find("ScaledObject", GLM);
        ((ObjectNode) manifest.at(place)).put(field, "1");

        assertThatThrownBy(() -> Manifests.check(manifest)).hasMessageContaining(field);
    }

    private static int targetOf(Chart chart, String pool) throws IOException {
        JsonNode trigger = chart.find("ScaledObject", "r-recto-worker-" + pool).at("/spec/triggers/0/metadata");
        return Integer.parseInt(trigger.path(trigger.has("threshold") ? "threshold" : "targetValue")
                .asText());
    }

    private static String defaultOf(String option) throws IOException {
        String documented = Files.readString(Chart.HOME.resolve("docs/configuration.md"));
        return Pattern.compile("(?m)^\\| `" + Pattern.quote(option) + "` \\| `([^`]+)` \\|")
                .matcher(documented)
                .results()
                .map(row -> row.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String onDemand(Chart chart) throws IOException {
        for (JsonNode variable : chart.find("Deployment", "r-recto-api").at("/spec/template/spec/containers/0/env")) {
            if (variable.path("name").asText().equals("RECTO_MODELS_ON_DEMAND")) {
                return variable.path("value").asText();
            }
        }
        return "";
    }

    private static String sources(Chart chart) throws IOException {
        return chart.find("NetworkPolicy", "r-recto-api")
                .at("/spec/ingress/1/from")
                .toString();
    }
}
