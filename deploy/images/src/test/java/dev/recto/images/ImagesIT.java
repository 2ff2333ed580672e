package dev.recto.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.parts.Parts;
import java.io.IOException;
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
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The images that were built, run against real parts. */
final class ImagesIT {
    private static final String KEY = "rk-the-images-first-key-of-32-characters";
    private static final Path HOME = Path.of(System.getProperty("recto.home"));
    private static final Path IMAGES = Path.of(System.getProperty("recto.images"));
    private static final Duration START = Duration.ofMinutes(3);
    private static final long MEMORY = 768L << 20;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void theServicesReadADocumentWithoutRightsOrAFileSystemToWriteTo() throws Exception {
        int port = freePort();
        try (Parts parts = Parts.ephemeral();
                RunningContainer api = start("recto-api", parts, port);
                RunningContainer worker = start("recto-worker", parts, freePort())) {
            await().atMost(START).pollInterval(Duration.ofSeconds(1)).until(() -> {
                assertThat(api.isAlive()).withFailMessage(api::toString).isTrue();
                assertThat(worker.isAlive()).withFailMessage(worker::toString).isTrue();
                return serves(port);
            });

            HttpResponse<String> answer = http.send(ocr(port), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            JsonNode page = json.readTree(answer.body()).at("/pages/0");
            assertThat(page.get("markdown").asText())
                    .contains("Visitors and loans", "| Winter | 18,204 | 9,312 | 401 |");
            assertThat(worker.stop()).isTrue();
            assertThat(api.stop()).isTrue();
        }
    }

    private RunningContainer start(String name, Parts parts, int port) throws IOException, InterruptedException {
        Map<String, String> configuration = new HashMap<>(parts.addresses().configuration());
        configuration.put("quarkus.http.host", "127.0.0.1");
        configuration.put("quarkus.http.port", Integer.toString(port));
        configuration.put("quarkus.management.port", Integer.toString(freePort()));
        configuration.put("recto.tenancy.bootstrap-key", KEY);
        return RunningContainer.start(
                IMAGES.resolve(name + ".tar"), Files.createDirectories(folder.resolve(name)), MEMORY, configuration);
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
