package dev.recto.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.parts.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives, in a folder and for a user that have nothing else. */
final class ReleaseIT {
    private static final String VERSION = System.getProperty("recto.version");
    private static final Path ARCHIVES = Path.of("target").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int ENDED_BY_A_SIGNAL = 143;

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void unpack() throws IOException, InterruptedException {
        Path archive = ARCHIVES.resolve("recto-" + VERSION + ".zip");
        assertThat(end(start("unzip", List.of("unzip", "-q", archive.toString()))))
                .isZero();
        home = folder.resolve("recto-" + VERSION);
    }

    @Test
    void itReadsAPageWithoutMaven() throws Exception {
        assertThat(home.resolve("mvnw")).doesNotExist();
        assertThat(home.resolve("pom.xml")).doesNotExist();
        String port = Integer.toString(FreePorts.find(1).getFirst());
        Process up = start("up", recto("up", "--port", port));
        try {
            await().atMost(LIMIT).until(() -> !up.isAlive() || output("up").contains("\ncurl "));
            assertThat(up.isAlive()).as(output("up")).isTrue();

            String sample = home.resolve("docs/samples/report.pdf").toString();
            int status = end(start("ocr", recto("ocr", sample, "--pages", "1")));

            assertThat(status).as(output("ocr")).isZero();
            assertThat(output("ocr")).contains("Visitors and loans", "| Winter | 18,204 | 9,312 | 401 |");
        } finally {
            up.destroy();
        }
        assertThat(end(up)).isEqualTo(ENDED_BY_A_SIGNAL);
    }

    @Test
    void theModelToolsAreThere() throws Exception {
        assertThat(end(start("model", recto("model", "fetch", "--help")))).isZero();
        assertThat(output("model")).contains("s3://");
    }

    @Test
    void theChartIsOne() throws Exception {
        Path archive = ARCHIVES.resolve("recto-chart-" + VERSION + ".tgz");

        assertThat(end(start("chart", List.of("tar", "--list", "--gzip", "--file=" + archive))))
                .isZero();

        assertThat(output("chart").lines())
                .contains(
                        "recto/Chart.yaml",
                        "recto/values.schema.json",
                        "recto/templates/NOTES.txt",
                        "recto/files/hello.png")
                .noneMatch(line -> line.startsWith("recto/ci/"));
    }

    private List<String> recto(String command, String... arguments) {
        List<String> line = new ArrayList<>(List.of(home.resolve("recto").toString(), command));
        line.addAll(List.of(arguments));
        if (!command.equals("model")) {
            line.addAll(List.of("--data", folder.resolve("data").toString()));
        }
        return line;
    }

    private Process start(String name, List<String> line) throws IOException {
        ProcessBuilder process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        process.environment().put("HOME", folder.resolve("user").toString());
        process.environment().remove("XDG_CACHE_HOME");
        process.environment().remove("RECTO_SKIP_BUILD");
        return process.start();
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String output(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".log"));
    }
}
