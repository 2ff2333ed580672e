package dev.recto.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChartTest {
    @Test
    void helmFindsNothingToSay() {
        var lint = new Helm(Chart.FOLDER).lint().strict().quiet().call();

        assertThat(lint.isFailed())
                .withFailMessage(lint.getMessages()::toString)
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "gpu", "keda", "s3"})
    void everyManifestIsOneThatKubernetesTakes(String example) throws IOException {
        List<JsonNode> manifests = Chart.with(example).render();

        assertThat(manifests).hasSizeGreaterThan(10);
        for (JsonNode manifest : manifests) {
            Manifests.check(manifest);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "gpu", "keda", "s3"})
    void podsOfRectoFitTheRestrictedStandard(String example) throws IOException {
        List<JsonNode> pods = pods(example).filter(Manifest::isOurs).toList();

        assertThat(pods).hasSizeGreaterThanOrEqualTo(2).allSatisfy(Restricted::check);
    }

    @Test
    void whereNobodyMayMonitorTheManagementPortIsClosed(@TempDir Path folder) throws IOException {
        Path values = folder.resolve("values.yaml");
        Files.copy(Chart.FOLDER.resolve("ci/s3.yaml"), values);
        Files.writeString(values, "\nnetworkPolicy: {monitoringFrom: []}\n", StandardOpenOption.APPEND);
        Chart closed = new Chart("r", values, Map.of());

        assertThat(closed.find("NetworkPolicy", "r-recto-api")
                        .at("/spec/ingress")
                        .findValuesAsText("port"))
                .containsExactly("http");
        assertThat(closed.find("NetworkPolicy", "r-recto-worker")
                        .at("/spec/ingress")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void aModelIsGivenItsLayout() throws IOException {
        List<JsonNode> rendered = Chart.with("gpu")
                .set("workers.glm.model.layout", "/models/PP-DocLayoutV3")
                .render();

        assertThat(rendered.toString())
                .containsPattern("recto\\.worker\\.models\\.[^=]*GLM-OCR[^=]*\\.layout=/models/PP-DocLayoutV3");
    }

    @Test
    void tesseractIsGivenALayout() throws IOException {
        JsonNode container = Chart.with("dev")
                .set("workers.cpu.tesseractLayout", "/models/PP-DocLayoutV3")
                .set("workers.cpu.models.hostPath", "/srv/models")
                .find("Deployment", "r-recto-worker-cpu")
                .at("/spec/template/spec/containers/0");
        List<JsonNode> rendered = Chart.with("dev")
                .set("workers.cpu.tesseractLayout", "/models/PP-DocLayoutV3")
                .render();

        assertThat(rendered.toString())
                .contains("recto.worker.tesseract.layout=/models/PP-DocLayoutV3")
                .contains("recto.worker.tesseract.layout.weight-cache=/var/cache/recto");
        assertThat(container.get("volumeMounts").findValuesAsText("mountPath")).contains("/models", "/var/cache/recto");
    }

    @Test
    void aPoolOfGpusEndsAPodBeforeItStartsTheNext() throws IOException {
        JsonNode pool =
                Chart.with("gpu").find("Deployment", "r-recto-worker-glm").get("spec");

        assertThat(pool.at("/strategy/rollingUpdate/maxSurge").asInt(-1)).isZero();
        assertThat(pool.at("/template/spec/containers/0/resources/limits")
                        .get("nvidia.com/gpu")
                        .asInt())
                .isOne();
    }

    @Test
    void graceFollowsFromTheDrain() throws IOException {
        JsonNode pod =
                Chart.with("gpu").find("Deployment", "r-recto-worker-glm").at("/spec/template/spec");

        assertThat(pod.get("terminationGracePeriodSeconds").asInt()).isEqualTo(120 + 20);
    }

    @ParameterizedTest
    @CsvSource({
        "workers.glm.terminationGracePeriodSeconds, 30, its shutdown needs 140",
        "workers.glm.models.hostPath, /models, models come from one place",
        "workers.glm.gpu.count, 0.5, integer",
        "workers.glm.gpu.count, 2, maximum",
        "workers.glm.nonsense, 1, nonsense",
        "workers.glm.model.path, models, path",
        "workers.glm.model.layout, models, layout",
        "workers.glm.tesseractLayout, models, tesseractLayout",
        "workers.GLM.replicas, 1, GLM",
        "bootstrapKey.value, short, value",
        "migrations.mode, never, mode",
        "dev.enabled, true, needs a database",
        "kafka.bootstrapServers, '', kafka.bootstrapServers is missing",
        "api.terminationGracePeriodSeconds, 1, its shutdown needs",
        "api.autoscaling.minReplicas, 11, is more than maxReplicas",
        "database.ca.secretName, '', database.ca.secretName is missing",
        "tracing.enabled, true, tracing.endpoint is missing",
        "tracing.endpoint, collector:4318, endpoint",
        "tracing.sampleRatio, 1.5, sampleRatio",
        "workers.glm.models.s3.uri, http://models, uri",
        "workers.glm.models.s3.digest, latest, digest",
        "workers.glm.models.s3.uri, s3://models/GLM-OCR, models come from one place",
    })
    void whatMakesNoSenseIsRefused(String path, String value, String reason) {
        assertThatThrownBy(() -> Chart.with("gpu").set(path, value).render()).hasMessageContaining(reason);
    }

    @Test
    void bothServicesSendSpansWhereTheyAreWanted() throws IOException {
        Chart chart = Chart.with("gpu")
                .set("tracing.enabled", true)
                .set("tracing.endpoint", "http://collector:4318")
                .set("tracing.sampleRatio", 0.25);

        assertThat(properties(chart, "r-recto-api"))
                .contains(
                        "recto.tracing.enabled=true",
                        "recto.tracing.endpoint=http://collector:4318",
                        "recto.tracing.sample-ratio=0.25");
        assertThat(properties(chart, "r-recto-worker-glm"))
                .contains("recto.tracing.enabled=true", "recto.tracing.endpoint=http://collector:4318");
        assertThat(properties(Chart.with("gpu"), "r-recto-api")).noneMatch(line -> line.contains("tracing"));
    }

    /** Both clients of PostgreSQL refuse to look at a certificate without one that they trust. */
    @Test
    void whoChecksTheDatabaseIsGivenTheCertificateOfWhoSignedIt() throws IOException {
        String file = "/etc/recto/database/ca.crt";

        assertThat(properties(Chart.with("gpu"), "r-recto-api"))
                .contains(
                        "quarkus.datasource.reactive.trust-certificate-pem=true",
                        "quarkus.datasource.reactive.trust-certificate-pem.certs=" + file,
                        "quarkus.datasource.reactive.hostname-verification-algorithm=HTTPS")
                .anyMatch(line -> line.startsWith("quarkus.datasource.jdbc.url=")
                        && line.endsWith("?sslmode=verify-full&sslrootcert=" + file));
        assertThat(properties(Chart.with("gpu").set("database.sslMode", "verify-ca"), "r-recto-api"))
                .contains("quarkus.datasource.reactive.trust-certificate-pem=true")
                .noneMatch(line -> line.contains("hostname-verification"));
        JsonNode pod = Chart.with("gpu").find("Deployment", "r-recto-api").at("/spec/template/spec");
        assertThat(pod.get("volumes").findValuesAsText("secretName")).containsExactly("recto-database-ca");
        assertThat(pod.at("/containers/0/volumeMounts").findValuesAsText("mountPath"))
                .contains("/etc/recto/database");
        assertThat(properties(Chart.with("s3"), "r-recto-api")).noneMatch(line -> line.contains("ca.crt"));
    }

    @ParameterizedTest
    @CsvSource({
        "config, r-recto-api",
        "config, r-recto-worker-cpu",
        "api.config, r-recto-api",
        "workers.cpu.config, r-recto-worker-cpu",
    })
    void aLargeNumberIsWrittenOut(String place, String name, @TempDir Path folder) throws IOException {
        Path values = folder.resolve("values.yaml");
        String option = "{recto.some.size: 104857600, recto.some.share: 0.25}";
        Files.writeString(
                values,
                "dev: {enabled: true}\n" + place.replace(".", ": {") + ": " + option
                        + "}".repeat((int)
                                place.chars().filter(each -> each == '.').count()));

        assertThat(properties(new Chart("r", values, Map.of()), name))
                .contains("recto.some.size=104857600", "recto.some.share=0.25");
    }

    private static List<String> properties(Chart chart, String name) throws IOException {
        return chart.find("ConfigMap", name)
                .at("/data/application.properties")
                .asText()
                .lines()
                .toList();
    }

    /** A name that no service knows would be ignored without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"dev", "gpu", "keda", "s3"})
    void everyOptionIsADocumentedOne(String example) throws IOException {
        String documented = Files.readString(Chart.HOME.resolve("docs/configuration.md"));

        List<String> options = Chart.with(example).render().stream()
                .filter(each -> Manifest.kind(each).equals("ConfigMap"))
                .flatMap(
                        each -> each.at("/data/application.properties").asText().lines())
                .map(line -> line.substring(0, line.indexOf('=')))
                .map(name -> name.replaceAll("\".*\"", "\"…\""))
                .distinct()
                .toList();

        assertThat(options)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(documented).contains("`" + name + "`"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "gpu", "keda", "s3"})
    void everyVariableIsThatOfADocumentedOption(String example) throws IOException {
        Set<String> documented = Pattern.compile("`([A-Za-z0-9.\\[\\]_-]+)`")
                .matcher(Files.readString(Chart.HOME.resolve("docs/configuration.md")))
                .results()
                .map(option -> option.group(1).replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());

        Set<String> variables = pods(example)
                .filter(Manifest::isOurs)
                .flatMap(Manifest::containers)
                .flatMap(container -> Manifest.stream(container.path("env")))
                .map(variable -> variable.path("name").asText())
                .collect(Collectors.toSet());

        assertThat(documented).containsAll(variables);
        assertThat(variables).contains("RECTO_WORKER_ID", "QUARKUS_DATASOURCE_PASSWORD");
    }

    private static Stream<JsonNode> pods(String example) throws IOException {
        return Chart.with(example).render().stream().map(Manifest::pod).filter(each -> !each.isMissingNode());
    }
}
