package dev.recto.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recto.parts.PartKind;
import dev.recto.parts.Parts;
import dev.recto.parts.PartsAddresses;
import dev.recto.parts.PartsCommand;
import dev.recto.parts.cluster.WebIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The services, started with what the chart renders, are what it takes them for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServicesIT {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final List<String> PROBES = List.of("startupProbe", "readinessProbe", "livenessProbe");
    private static final String UNKNOWN = "Unrecognized configuration key";
    private static final String TOO_LATE = "Build time property cannot be changed at runtime";

    @TempDir
    Path folder;

    private Path data;
    private Parts parts;

    @BeforeAll
    void start(@TempDir Path place) throws IOException {
        data = place;
        parts = Parts.start(new PartsCommand(
                data, PartsCommand.userCache(), false, PartsAddresses.free(), EnumSet.allOf(PartKind.class)));
    }

    @AfterAll
    void stop() {
        parts.close();
    }

    @Test
    void probesAndPortsAreTheirs() throws Exception {
        List<JsonNode> manifests = render(Map.of());
        new References(manifests).check(Set.of());
        try (RunningPod api = api(manifests);
                RunningPod worker = worker(manifests)) {
            for (RunningPod each : List.of(api, worker)) {
                awaitProbes(each);
                assertThat(each.get("management", metricsPath(manifests)).body())
                        .contains("jvm_memory_used_bytes");
                assertThat(each.log()).doesNotContain(UNKNOWN, TOO_LATE);
            }
            assertThat(api.get("http", "/v1/models").statusCode()).isEqualTo(401);
            assertThat(worker.stop()).isTrue();
            assertThat(api.stop()).isTrue();
        }
    }

    @Test
    void aSnapshotComesFromABucket() throws Exception {
        Path snapshot = Chart.HOME.resolve("ocr-worker/src/test/resources/models/glm-ocr-tiny");
        String digest = Bucket.store(snapshot, data.resolve("s3/recto/tiny"));
        List<JsonNode> manifests = render(Map.of(
                "workers.cpu.model.id", "zai-org/GLM-OCR",
                "workers.cpu.model.path", "/models/GLM-OCR",
                "workers.cpu.models.s3.uri", "s3://recto/tiny",
                "workers.cpu.models.s3.digest", digest,
                "workers.cpu.config.recto\\.worker\\.vlm\\.slot-tokens", 1024));
        JsonNode pool = Manifest.find(manifests, "Deployment", LocalChart.WORKER);

        try (RunningPod fetch = RunningPod.startFirst(manifests, pool, "ocr-worker", folder.resolve("ocr-worker"))) {
            assertThat(fetch.await(START)).as(fetch.log()).isZero();
        }
        try (RunningPod worker = worker(manifests)) {
            awaitProbes(worker);
            assertThat(worker.get("management", "/q/metrics").body()).contains("zai-org/GLM-OCR");
        }
    }

    /** An API is ready only with its store. */
    @Test
    void aPodsIdentityOpensTheStore() throws Exception {
        List<JsonNode> manifests = render(Map.of("s3.accessKey.value", "", "s3.secretKey.value", ""));
        JsonNode deployment = Manifest.find(manifests, "Deployment", LocalChart.API);
        try (WebIdentity identity = WebIdentity.start(folder);
                RunningPod api = RunningPod.start(
                        manifests,
                        deployment,
                        RunningPod.java("api-service"),
                        identity.variables(),
                        folder.resolve("api"))) {
            awaitProbes(api);
            assertThat(identity.asked()).isTrue();
        }
    }

    /** The check of logs could see it. */
    @Tag("thorough")
    @Test
    void anOptionThatNobodyKnowsIsSeen() throws Exception {
        List<JsonNode> manifests =
                render(Map.of("config.quarkus\\.nonsense", 1, "config.quarkus\\.http\\.root-path", "/x"));
        try (RunningPod worker = worker(manifests)) {
            await().atMost(START).pollInterval(POLL).until(() -> worker.log().contains(UNKNOWN));
            await().atMost(START).pollInterval(POLL).until(() -> worker.log().contains(TOO_LATE));
        }
    }

    @Tag("thorough")
    @Test
    void aMisspeltOptionOfRectosEndsTheService() throws Exception {
        try (RunningPod worker = worker(render(Map.of("config.recto\\.worker\\.drain-timeut", "1s")))) {
            assertThat(worker.await(START)).isNotZero();
            assertThat(worker.log()).contains("recto.worker.drain-timeut");
        }
    }

    private static void awaitProbes(RunningPod pod) {
        for (String probe : PROBES) {
            await(probe).atMost(START).pollInterval(POLL).until(() -> {
                assertThat(pod.isAlive()).withFailMessage(() -> logOf(pod)).isTrue();
                return pod.probe(probe) == 200;
            });
        }
    }

    private static String logOf(RunningPod pod) {
        try {
            return pod.log();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String metricsPath(List<JsonNode> manifests) {
        JsonNode endpoint = Manifest.find(manifests, "PodMonitor", "r-recto").at("/spec/podMetricsEndpoints/0");
        assertThat(endpoint.path("port").asText()).isEqualTo("management");
        return endpoint.path("path").asText();
    }

    private List<JsonNode> render(Map<String, Object> more) throws IOException {
        Map<String, Object> values = LocalChart.values(parts.addresses());
        values.putAll(more);
        return new Chart("r", LocalChart.VALUES, values).render();
    }

    private RunningPod api(List<JsonNode> manifests) throws IOException {
        return start(manifests, LocalChart.API, "api-service");
    }

    private RunningPod worker(List<JsonNode> manifests) throws IOException {
        return start(manifests, LocalChart.WORKER, "ocr-worker");
    }

    private RunningPod start(List<JsonNode> manifests, String deployment, String service) throws IOException {
        return RunningPod.start(
                manifests, Manifest.find(manifests, "Deployment", deployment), service, folder.resolve(service));
    }
}
