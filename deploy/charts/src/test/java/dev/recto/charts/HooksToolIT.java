package dev.recto.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recto.parts.PartKind;
import dev.recto.parts.Parts;
import dev.recto.parts.PartsAddresses;
import dev.recto.parts.PartsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chart's hooks, as Helm 4 renders them, run against real parts and services. */
final class HooksToolIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Map<String, Object> BY_A_JOB = Map.of("migrations.mode", "job");
    private static final String JOB = "r-recto-migrations";

    @TempDir
    Path folder;

    @Test
    void theJobMakesTheTablesAndAnApiDoesNot() throws Exception {
        try (Parts postgres = postgres()) {
            List<JsonNode> manifests = render(postgres.addresses(), BY_A_JOB);

            assertThat(startAndEnd(manifests)).isZero();
            assertThat(migrations(postgres.addresses())).isZero();
            assertThat(run(manifests, "first")).isZero();
            assertThat(migrations(postgres.addresses())).isEqualTo(files());
            assertThat(run(manifests, "again")).isZero();
            assertThat(migrations(postgres.addresses())).isEqualTo(files());
        }
    }

    @Test
    void aJobThatFailsSaysSo() throws Exception {
        List<JsonNode> nowhere = render(PartsAddresses.free(), BY_A_JOB);

        assertThat(run(nowhere, "nowhere")).isNotZero();
    }

    @Test
    void theTestReadsAPage() throws Exception {
        try (Parts parts = Parts.ephemeral()) {
            List<JsonNode> manifests = render(parts.addresses(), BY_A_JOB);
            assertThat(run(manifests, "job")).isZero();
            try (RunningPod api = start(manifests, LocalChart.API, "api-service");
                    RunningPod worker = start(manifests, LocalChart.WORKER, "ocr-worker")) {
                await().atMost(LIMIT).until(() -> api.probe("readinessProbe") == 200);
                await().atMost(LIMIT).until(() -> worker.probe("readinessProbe") == 200);

                assertThat(readAPage(manifests, api, Map.of())).isZero();
                assertThat(readAPage(manifests, api, Map.of("RECTO_TENANCY_BOOTSTRAP_KEY", "wrong")))
                        .isNotZero();
            }
        }
    }

    /** Its address is that of the Service; on this machine the API's port stands for it. */
    private int readAPage(List<JsonNode> manifests, RunningPod api, Map<String, String> more) throws Exception {
        JsonNode test = Manifest.find(manifests, "Pod", "r-recto-read-a-page");
        List<String> command = Manifest.stream(test.at("/spec/containers/0/command"))
                .map(JsonNode::asText)
                .toList();
        Path home = Files.createDirectories(folder.resolve("test" + more.size()));
        Files.writeString(
                home.resolve(".curlrc"), "connect-to = \"r-recto-api:80:127.0.0.1:" + api.port("http") + "\"\n");
        Map<String, String> variables = new HashMap<>(more);
        variables.put("HOME", home.toString());
        try (RunningPod pod = RunningPod.start(manifests, test, command, variables, home)) {
            int status = pod.await(LIMIT.multipliedBy(2));
            assertThat(pod.log().contains("Hello, reader")).as(pod.log()).isEqualTo(status == 0);
            return status;
        }
    }

    private RunningPod start(List<JsonNode> manifests, String deployment, String service) throws IOException {
        JsonNode workload = Manifest.find(manifests, "Deployment", deployment);
        return RunningPod.start(manifests, workload, service, folder.resolve(service));
    }

    /** An API that ends as soon as it has started. */
    private int startAndEnd(List<JsonNode> manifests) throws IOException, InterruptedException {
        JsonNode workload = Manifest.find(manifests, "Deployment", LocalChart.API);
        try (RunningPod api = RunningPod.start(
                manifests,
                workload,
                RunningPod.java("api-service"),
                Map.of("QUARKUS_INIT_AND_EXIT", "true"),
                folder.resolve("ends"))) {
            return api.await(LIMIT);
        }
    }

    private int run(List<JsonNode> manifests, String name) throws IOException, InterruptedException {
        JsonNode job = Manifest.find(manifests, "Job", JOB);
        try (RunningPod pod = RunningPod.start(manifests, job, "api-service", folder.resolve(name))) {
            return pod.await(LIMIT);
        }
    }

    private static List<JsonNode> render(PartsAddresses parts, Map<String, Object> more)
            throws IOException, InterruptedException {
        Map<String, Object> values = LocalChart.values(parts);
        values.putAll(more);
        return Chart.parse(Tools.render(LocalChart.VALUES, values));
    }

    private Parts postgres() throws IOException {
        return Parts.start(new PartsCommand(
                folder.resolve("parts"),
                PartsCommand.userCache(),
                false,
                PartsAddresses.free(),
                EnumSet.of(PartKind.POSTGRES)));
    }

    private static long migrations(PartsAddresses parts) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:" + parts.postgres(), "postgres", "postgres");
                var statement = connection.createStatement()) {
            try (var table = statement.executeQuery("select to_regclass('flyway_schema_history')")) {
                table.next();
                if (table.getString(1) == null) {
                    return 0;
                }
            }
            try (var rows = statement.executeQuery(
                    "select count(*) from flyway_schema_history where success and version is not null")) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static long files() throws IOException {
        try (Stream<Path> files = Files.list(Chart.HOME.resolve("api-service/src/main/resources/db/migration"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("V"))
                    .count();
        }
    }
}
