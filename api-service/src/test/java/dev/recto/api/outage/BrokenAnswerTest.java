package dev.recto.api.outage;

import static dev.recto.api.outage.Crowd.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.parts.PartKind;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An answer that can't be written to its end breaks off; it never looks like a whole one. */
@QuarkusTest
@TestProfile(ShortWaits.class)
class BrokenAnswerTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String MODEL = "fake/long";
    private static final int PAGES = 100;
    /** More than all buffers between the parts and a client that does not read. */
    private static final int LONG = 48 * 1024 * 1024;

    private static final Script LONG_PAGES = Script.pages(PAGES).reading(any -> Script.text("x".repeat(LONG / PAGES)));

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @SuppressWarnings("NullAway.Init") // by the test resource
    private SeparateParts parts;

    @Inject
    ServedModels models;

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void aDownloadBreaksOffWhenS3Dies() throws Exception {
        String file = await().atMost(LIMIT).until(this::upload, id -> !id.isEmpty());
        try (InputStream content = open("/v1/files/" + file + "/content")) {
            assertThat(content.read()).isEqualTo('%');
            parts.kill(PartKind.S3);
            assertThatThrownBy(content::readAllBytes).isInstanceOf(IOException.class);
        } finally {
            parts.start(PartKind.S3);
        }
    }

    @Tag("thorough")
    @Test
    void aDocumentBreaksOffWhenPostgresIsSilent() throws Exception {
        String job = read();
        try (InputStream answer = open("/v1/ocr/jobs/" + job)) {
            assertThat(answer.read()).isEqualTo('{');
            parts.freeze(PartKind.POSTGRES);
            assertThatThrownBy(answer::readAllBytes).isInstanceOf(IOException.class);
        } finally {
            parts.thaw(PartKind.POSTGRES);
        }
    }

    private String read() {
        try (FakeWorker worker = new FakeWorker(MODEL, 32, LONG_PAGES).awaitServed(models)) {
            String job = await().atMost(LIMIT).until(this::accept, id -> !id.isEmpty());
            await().atMost(LIMIT).until(() -> status(job).equals("completed"));
            return job;
        }
    }

    private String upload() throws Exception {
        String head = "--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nuser_data\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"some.txt\"\r\n\r\n";
        HttpRequest request = get("/v1/files")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(head + "%".repeat(LONG) + "\r\n--b--\r\n"))
                .build();
        return field(http.send(request, BodyHandlers.ofString()), "id");
    }

    private String accept() throws Exception {
        HttpRequest request = get("/v1/ocr")
                .header("Content-Type", "application/json")
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.ofString(
                        "{\"model\": \"" + MODEL + "\", \"document\": {\"content\": \"aGVsbG8=\"}}"))
                .build();
        return http.send(request, BodyHandlers.ofString())
                .headers()
                .firstValue("X-Recto-Job")
                .orElse("");
    }

    private String status(String job) throws Exception {
        return field(
                http.send(get("/v1/ocr/jobs/" + job + "?view=progress").build(), BodyHandlers.ofString()), "status");
    }

    private String field(HttpResponse<String> answer, String name) throws IOException {
        JsonNode body = json.readTree(answer.body());
        return answer.statusCode() == 200 ? body.path(name).asText() : "";
    }

    private InputStream open(String path) throws Exception {
        HttpResponse<InputStream> answer = http.send(get(path).build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
