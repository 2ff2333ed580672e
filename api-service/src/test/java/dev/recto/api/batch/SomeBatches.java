package dev.recto.api.batch;

import static dev.recto.api.HttpClients.client;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.batch.table.BatchStatus;
import dev.recto.api.contract.Contract;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Jobs to try things with. */
public final class SomeBatches {
    /** The body of a row that can be read. */
    public static final String BODY = "{\"document\": {\"content\": \"aGVsbG8=\"}}";

    /** One whose document is missing. */
    public static final String REFUSED = "{\"model\": \"fake/reader\"}";

    private SomeBatches() {}

    public static String inline(String... bodies) {
        return IntStream.range(0, bodies.length)
                .mapToObj(i -> "{\"custom_id\": \"row-" + i + "\", \"body\": " + bodies[i] + "}")
                .collect(Collectors.joining(", ", "\"requests\": [", "]"));
    }

    public static String rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"body\": " + BODY + "}")
                .collect(Collectors.joining(",", "\"requests\": [", "]"));
    }

    /** @param fields of the request, without its endpoint and its braces */
    public static ValidatableResponse create(String fields) {
        return client().contentType("application/json")
                .body("{\"endpoint\": \"/v1/ocr\", " + fields + "}")
                .post("/v1/batch/jobs")
                .then();
    }

    public static String created(String fields) {
        return create(fields)
                .statusCode(200)
                .body(Contract.matches("BatchJob"))
                .extract()
                .path("id");
    }

    public static ValidatableResponse get(String id) {
        return client().get("/v1/batch/jobs/" + id).then().statusCode(200).body(Contract.matches("BatchJob"));
    }

    public static ValidatableResponse awaited(String id, BatchStatus status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get(id).body("status", equalTo(status.name())));
        return get(id);
    }

    public static String file(String lines) {
        return client().multiPart("file", "rows.jsonl", lines.getBytes(UTF_8))
                .multiPart("purpose", "batch")
                .post("/v1/files")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    public static String content(String file) {
        return client().get("/v1/files/" + file + "/content")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** The rows of a result file. */
    public static List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : content(file).lines().toList()) {
            assertThat(Contract.violations("BatchResult", line)).isEmpty();
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }
}
