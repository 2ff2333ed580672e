package dev.recto.api.batch;

import static dev.recto.api.HttpClients.anonymous;
import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static dev.recto.api.batch.SomeBatches.create;
import static dev.recto.api.batch.SomeBatches.created;
import static dev.recto.api.batch.SomeBatches.file;
import static dev.recto.api.batch.SomeBatches.rows;
import static org.hamcrest.Matchers.equalTo;

import dev.recto.api.PartsResource;
import dev.recto.api.contract.Contract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that make no job, and jobs that one does not get to see. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class BatchRefusalsTest {
    @Test
    void strangersFindNothing() {
        String id = created(rows(1));

        stranger().get("/v1/batch/jobs/" + id).then().statusCode(404).body(Contract.matches("Error"));
        stranger().delete("/v1/batch/jobs/" + id).then().statusCode(404);
        stranger().post("/v1/batch/jobs/" + id + "/cancel").then().statusCode(404);
        stranger().get("/v1/batch/jobs").then().body("total", equalTo(0));
        anonymous().get("/v1/batch/jobs/" + id).then().statusCode(401);
        String file = file("{\"body\": {}}");
        stranger()
                .contentType("application/json")
                .body("{\"endpoint\": \"/v1/ocr\", \"input_files\": [\"" + file + "\"]}")
                .post("/v1/batch/jobs")
                .then()
                .statusCode(404)
                .body("code", equalTo("file_not_found"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                                       | 422 | ",
                "nonsense                                                                 | 400 | ",
                "{\"requests\": [{\"body\": {}}]}                                         | 422 | endpoint",
                "{\"endpoint\": \"/v1/chat\", \"requests\": [{\"body\": {}}]}             | 422 | endpoint",
                "{\"endpoint\": \"/v1/ocr\"}                                              | 422 | input_files",
                "{\"endpoint\": \"/v1/ocr\", \"requests\": null}                          | 422 | input_files",
                "{\"endpoint\": \"/v1/ocr\", \"requests\": []}                            | 422 | requests",
                "{\"endpoint\": \"/v1/ocr\", \"requests\": {}}                            | 422 | requests",
                "{\"endpoint\": \"/v1/ocr\", \"requests\": [7]}                           | 422 | requests.0",
                "{\"endpoint\": \"/v1/ocr\", \"input_files\": []}                         | 422 | input_files",
                "{\"endpoint\": \"/v1/ocr\", \"input_files\": [7]}                        | 422 | input_files.0",
                "{\"endpoint\": \"/v1/ocr\", \"input_files\": [\"x\"]}                    | 400 | input_files",
                "{\"endpoint\": \"/v1/ocr\", \"input_files\": [\"019a3f52-7c1e-7a40-b1d2-5e6f70819203\"]} | 404 | input_files",
                "{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"body\": {}}], \"timeout_hours\": 0}    | 422 | timeout_hours",
                "{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"body\": {}}], \"timeout_hours\": 169}  | 422 | timeout_hours",
                "{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"body\": {}}], \"metadata\": {\"a\": 1}} | 422 | metadata",
                "{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"body\": {}}], \"model\": 7}            | 422 | model",
                "{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"body\": {}}], \"model\": \"gpt-4\"}    | 400 | model",
                "{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"body\": {}}], \"model\": \"\"}         | 400 | model",
                "{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"body\": {}}], \"model\": \"a\\u0000\"} | 422 | model",
                "{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"body\": {}}], \"metadata\": {\"a\": \"\\ud800\"}}   | 422 | metadata.a"
            })
    void whatIsWrongWithARequestIsSaid(String body, int status, String param) {
        client().contentType("application/json")
                .body(body)
                .post("/v1/batch/jobs")
                .then()
                .statusCode(status)
                .body(Contract.matches("Error"))
                .body("param", equalTo(param));
    }

    @Test
    void rowsHaveNamesOfTheirOwn() {
        create("\"requests\": [{\"custom_id\": \"1\", \"body\": {}}, {\"body\": {}}]")
                .statusCode(422)
                .body("param", equalTo("requests"));
        String file = file("{\"custom_id\": \"1\", \"body\": {}}\n{\"body\": {}}");
        create("\"input_files\": [\"" + file + "\"]").statusCode(400).body("code", equalTo("invalid_batch_file"));
    }

    @Test
    void aFileIsNamedOnce() {
        String file = file("{\"body\": {}}");
        create("\"input_files\": [\"" + file + "\", \"" + file.toUpperCase(Locale.ROOT) + "\"]")
                .statusCode(422)
                .body(Contract.matches("Error"))
                .body("param", equalTo("input_files.1"));
    }

    @Test
    void aFileMustHoldRows() {
        for (String lines : List.of("{\"body\": {}}\n{}", "nonsense", " \n")) {
            create("\"input_files\": [\"" + file(lines) + "\"]")
                    .statusCode(400)
                    .body(Contract.matches("Error"))
                    .body("code", equalTo("invalid_batch_file"));
        }
        client().contentType("text/plain")
                .body("{}")
                .post("/v1/batch/jobs")
                .then()
                .statusCode(415);
    }

    @ParameterizedTest
    @CsvSource({"1", "not-a-uuid"})
    void anIdIsAUuid(String id) {
        client().get("/v1/batch/jobs/" + id).then().statusCode(400).body("code", equalTo("invalid_job_id"));
        client().delete("/v1/batch/jobs/" + id).then().statusCode(400).body("code", equalTo("invalid_job_id"));
        client().post("/v1/batch/jobs/" + id + "/cancel")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_job_id"));
    }
}
