package dev.recto.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import dev.recto.parts.Parts;
import dev.recto.parts.cluster.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The images that were built, run against real parts. */
final class ImagesIT {
    private static final String KEY = "rk-the-images-first-key-of-32-characters";
    private static final Path HOME = Path.of(System.getProperty("recto.home"));
    private static final Path IMAGES = Path.of(System.getProperty("recto.images"));
    private static final Duration START = Duration.ofMinutes(3);
    private static final long MEMORY = 768L << 20;
    private static final String TAG = "test";
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "zsh", "busybox");
    private static final int SET_USER_OR_GROUP = 06000;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void theServicesReadADocumentWithoutRightsOrAFileSystemToWriteTo() throws Exception {
        readADocument(extracted("recto-worker"));
    }

    /** A base with CUDA's libraries is not to be had everywhere; another one stands for it, which knows nobody by name. */
    @Test
    void aWorkerOnAnotherBaseReadsADocument() throws Exception {
        Path other = folder.resolve("other");
        Path base = standIn();

        assertThat(images("--base=tar://" + base, "--worker=recto-worker-cuda", "--output=" + other))
                .isZero();

        OciArchive worker = OciArchive.extract(other.resolve("recto-worker-cuda.tar"), folder.resolve("extracted"));
        assertThat(worker.environment()).contains("LD_LIBRARY_PATH=/usr/local/cuda/lib64", "JAVA_HOME=/opt/java");
        readADocument(worker);
    }

    @ParameterizedTest
    @ValueSource(strings = {"recto-api", "recto-worker"})
    void nothingInItStartsAShellOrGivesRights(String name) throws Exception {
        OciArchive image = extracted(name);
        Path bundle = folder.resolve("bundle");
        image.unpack(bundle);

        try (Stream<Path> files = Files.walk(bundle.resolve("rootfs"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .noneMatch(file -> SHELLS.contains(file.getFileName().toString()))
                    .noneMatch(ImagesIT::givesRights);
        }
        assertThat(image.user()).isEqualTo("65532:65532");
        assertThat(image.architecture()).isEqualTo(ImagesCommand.platform().getArchitecture());
    }

    @Test
    void theWorkersImageFetchesSnapshots() throws Exception {
        List<String> command = List.of(
                "/opt/java/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                "/app/tools/*:/app/lib/main/*:/app/lib/boot/*:/app/app/*",
                "dev.recto.tools.cli.ModelCommand",
                "fetch",
                "s3://models/none",
                "/tmp/none",
                "--path-style",
                "--digest=sha256:" + "0".repeat(64));
        Map<String, String> nobody = Map.of(
                "aws.region", "us-east-1",
                "aws.endpoint.url.s3", "http://127.0.0.1:" + freePort(),
                "aws.access.key.id", "id",
                "aws.secret.access.key", "secret");
        try (RunningContainer fetch =
                RunningContainer.start(extracted("recto-worker"), folder.resolve("fetch"), MEMORY, nobody, command)) {
            assertThat(fetch.await()).as(fetch.log()).isEqualTo(1);
            assertThat(fetch.log())
                    .contains("s3://models/none/SHA256SUMS can't be read")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void whatIsPushedIsWhatTheArchivesHold() throws Exception {
        try (Registry registry = Registry.start(folder)) {
            assertThat(images("--output=" + IMAGES, "--registry=" + registry.address() + "/recto", "--insecure"))
                    .isZero();

            for (String name : List.of("recto-api", "recto-worker")) {
                assertThat(registry.digest("recto/" + name, TAG))
                        .isEqualTo(extracted(name).digest());
            }
        }
    }

    private OciArchive extracted(String name) throws IOException, InterruptedException {
        return OciArchive.extract(IMAGES.resolve(name + ".tar"), folder.resolve(name));
    }

    private int images(String... arguments) {
        List<String> line = new ArrayList<>(List.of("--home=" + HOME, "--tag=" + TAG));
        line.addAll(List.of(arguments));
        return ImagesCommand.commandLine().execute(line.toArray(String[]::new));
    }

    private Path standIn() throws Exception {
        Path root = DebianBase.compose(folder.resolve("debian"));
        Path archive = folder.resolve("base.tar");
        Jib.fromScratch()
                .addFileEntriesLayer(FileLayer.of(
                        "stand-in",
                        root,
                        AbsoluteUnixPath.get("/"),
                        file -> DebianBase.isWanted(file) && !file.equals(Path.of("etc/passwd"))))
                .setEnvironment(Map.of("LD_LIBRARY_PATH", "/usr/local/cuda/lib64"))
                .setFormat(ImageFormat.Docker)
                .containerize(Containerizer.to(TarImage.at(archive).named("stand-in")));
        return archive;
    }

    private static boolean givesRights(Path file) {
        try {
            return ((int) Files.getAttribute(file, "unix:mode") & SET_USER_OR_GROUP) != 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readADocument(OciArchive workersImage) throws Exception {
        int port = freePort();
        try (Parts parts = Parts.ephemeral();
                RunningContainer api = start(extracted("recto-api"), "api", parts, port);
                RunningContainer worker = start(workersImage, "worker", parts, freePort())) {
            await().atMost(START).pollInterval(Duration.ofSeconds(1)).until(() -> {
                assertThat(api.isAlive()).withFailMessage(api::toString).isTrue();
                assertThat(worker.isAlive()).withFailMessage(worker::toString).isTrue();
                return serves(port);
            });

            // A busy machine may need a second request, as any client would send
            HttpResponse<String> answer = await().atMost(START)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> http.send(ocr(port), BodyHandlers.ofString()), each -> each.statusCode() != 503);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode page = json.readTree(answer.body()).at("/pages/0");
            assertThat(page.get("markdown").asText())
                    .contains("Visitors and loans", "| Winter | 18,204 | 9,312 | 401 |");
            assertThat(worker.stop()).isTrue();
            assertThat(api.stop()).isTrue();
        }
    }

    private RunningContainer start(OciArchive image, String name, Parts parts, int port)
            throws IOException, InterruptedException {
        Map<String, String> configuration = new HashMap<>(parts.addresses().configuration());
        configuration.put("quarkus.http.host", "127.0.0.1");
        configuration.put("quarkus.http.port", Integer.toString(port));
        configuration.put("quarkus.management.port", Integer.toString(freePort()));
        configuration.put("recto.tenancy.bootstrap-key", KEY);
        return RunningContainer.start(image, folder.resolve(name + "-running"), MEMORY, configuration, List.of());
    }

    private boolean serves(int port) throws InterruptedException {
        try {
            HttpResponse<String> models =
                    http.send(request(port, "/v1/models").GET().build(), BodyHandlers.ofString());
            return models.statusCode() == 200 && models.body().contains("tesseract");
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpRequest ocr(int port) throws IOException {
        String document =
                Base64.getEncoder().encodeToString(Files.readAllBytes(HOME.resolve("docs/samples/report.pdf")));
        String body = """
                {"model": "tesseract", "pages": "1",
                 "document": {"type": "document_url", "document_url": "data:application/pdf;base64,%s"}}
                """.formatted(document);
        return request(port, "/v1/ocr")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + KEY);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
