package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.Child;
import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Processes die in the middle of a batch; each row still ends exactly once, and is counted once. */
@ExtendWith(SharedStack.class)
@Tag("thorough")
class BatchFaultIT {
    private static final int PAGES = 20;
    private static final int ROWS = 60;
    private static final int REFUSED = 5;
    private static final Duration COMPLETION = Duration.ofMinutes(5);

    private final ObjectMapper json = new ObjectMapper();
    private final LocalStack stack;
    private final RectoClient client;

    @TempDir
    private Path directory;

    BatchFaultIT(LocalStack stack) {
        this.stack = stack;
        client = new RectoClient(stack.url(1), stack.key());
    }

    @AfterEach
    void heal() throws Exception {
        stack.awaitReady();
        client.close();
    }

    @Test
    void anApiAndAWorkerDieAndNoRowIsLostOrDoubled() throws Exception {
        String batch = create();
        await().atMost(COMPLETION)
                .until(() -> job(batch).path("succeeded_requests").asInt() >= 3);
        kill(stack.api(0));
        await().atMost(COMPLETION)
                .until(() -> job(batch).path("succeeded_requests").asInt() >= 10);
        kill(stack.worker(0));
        assertThat(job(batch).path("status").asText()).isEqualTo("RUNNING");

        await().atMost(COMPLETION).until(() -> job(batch).path("completed_at").isNumber());

        JsonNode ended = job(batch);
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("SUCCESS");
        assertThat(ended.path("total_requests").asInt()).isEqualTo(ROWS + REFUSED);
        assertThat(ended.path("completed_requests").asInt()).isEqualTo(ROWS + REFUSED);
        assertThat(ended.path("succeeded_requests").asInt()).isEqualTo(ROWS);
        assertThat(ended.path("failed_requests").asInt()).isEqualTo(REFUSED);
        rowsAreComplete(lines(ended.path("output_file").asText()));
        assertThat(lines(ended.path("error_file").asText()))
                .extracting(line -> line.path("custom_id").asText())
                .containsExactlyElementsOf(names("refused-", REFUSED));
    }

    private void rowsAreComplete(List<JsonNode> lines) {
        var words = new TreeMap<String, List<String>>();
        lines.forEach(line -> words.put(
                line.path("custom_id").asText(),
                Documents.wordsOf(line.path("response").path("body"))));
        assertThat(lines).hasSize(ROWS);
        assertThat(words).containsOnlyKeys(names("row-", ROWS));
        for (int row = 0; row < ROWS; row++) {
            assertThat(words.get("row-" + row))
                    .containsExactly(Documents.words(PAGES).get(row % PAGES));
        }
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(number -> prefix + number).toList();
    }

    private String create() throws Exception {
        String file = client.upload(Documents.numbered(directory, PAGES), Documents.NOBODY);
        ObjectNode body = json.createObjectNode().put("endpoint", "/v1/ocr").put("model", "tesseract");
        ArrayNode rows = body.putArray("requests");
        for (int row = 0; row < ROWS; row++) {
            ObjectNode request = rows.addObject()
                    .put("custom_id", "row-" + row)
                    .putObject("body")
                    .put("pages", row % PAGES);
            request.putObject("document").put("file_id", file);
        }
        for (int row = 0; row < REFUSED; row++) {
            rows.addObject().put("custom_id", "refused-" + row).putObject("body");
        }
        var created = client.post("/v1/batch/jobs", body.toString());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
        return json.readTree(created.body()).path("id").asText();
    }

    private JsonNode job(String id) throws Exception {
        return json.readTree(client.get("/v1/batch/jobs/" + id).body());
    }

    private List<JsonNode> lines(String file) throws Exception {
        return client.get("/v1/files/" + file + "/content")
                .body()
                .lines()
                .map(this::parse)
                .toList();
    }

    private JsonNode parse(String line) {
        try {
            return json.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void kill(Child child) throws Exception {
        ProcessHandle process = ProcessHandle.of(child.pid()).orElseThrow();
        child.kill();
        process.onExit().get();
    }
}
