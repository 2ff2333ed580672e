package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.local.client.OcrResult;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.LocalStack;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A Recto without a worker, whose Mistral is another Recto. */
@ExtendWith(SharedStack.class)
class UpstreamIT {
    private static final String MODEL = "mistral/tesseract";
    private static final Duration COMPLETION = Duration.ofMinutes(5);

    private final LocalStack upstream;
    private final ObjectMapper json = new ObjectMapper();

    private LocalStack front;
    private RectoClient client;

    @TempDir
    private Path directory;

    UpstreamIT(LocalStack upstream) {
        this.upstream = upstream;
    }

    @BeforeEach
    void start() throws Exception {
        front = TestStacks.start(
                "upstream-test",
                options -> options.scaled(1, 0)
                        .with(
                                "recto.upstreams.mistral.base-url",
                                upstream.url(0).toString())
                        .with("recto.upstreams.mistral.api-key", upstream.key()));
        client = new RectoClient(front.url(0), front.key());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        front.close();
    }

    @Test
    void documentsAreReadElsewhere() throws Exception {
        OcrResult result = client.read(Documents.numbered(directory, 5), MODEL, "0,3-4", Documents.NOBODY);
        assertThat(Documents.indexesOf(result.body())).containsExactly(0, 3, 4);
        assertThat(Documents.wordsOf(result.body())).containsExactly("apple", "dragon", "engine");

        String file = client.upload(Documents.numbered(directory, 1), Documents.NOBODY);
        HttpResponse<String> local = client.post("/v1/files/" + file + "/ocr", "{\"model\": \"tesseract\"}");
        assertThat(local.statusCode()).as(local.body()).isEqualTo(503);
        assertThat(json.readTree(client.get("/v2/ocr/models").body())
                        .at("/data")
                        .findValuesAsText("name"))
                .contains("mistral/mistral-ocr-latest");
    }

    @Tag("thorough")
    @Test
    void theyAreEvenIfTheProcessThatSentThemDies() throws Exception {
        String file = client.upload(Documents.numbered(directory, 20), Documents.NOBODY);
        String job = client.startReading(file, MODEL, null);
        await().atMost(COMPLETION)
                .until(() -> client.progress(job).path("status").asText().equals("running"));
        ProcessHandle process = ProcessHandle.of(front.api(0).pid()).orElseThrow();
        front.api(0).kill();
        process.onExit().get();
        front.awaitReady();
        await().atMost(COMPLETION)
                .until(() -> client.progress(job).path("status").asText().equals("completed"));
        JsonNode answer = client.job(job).path("result");
        assertThat(Documents.indexesOf(answer)).isEqualTo(Documents.indexes(20));
        assertThat(Documents.wordsOf(answer)).isEqualTo(Documents.words(20));
    }
}
