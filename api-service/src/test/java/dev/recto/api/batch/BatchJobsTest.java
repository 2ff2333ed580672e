package dev.recto.api.batch;

import static dev.recto.api.HttpClients.anonymous;
import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static dev.recto.api.batch.SomeBatches.BODY;
import static dev.recto.api.batch.SomeBatches.REFUSED;
import static dev.recto.api.batch.SomeBatches.awaited;
import static dev.recto.api.batch.SomeBatches.content;
import static dev.recto.api.batch.SomeBatches.create;
import static dev.recto.api.batch.SomeBatches.created;
import static dev.recto.api.batch.SomeBatches.file;
import static dev.recto.api.batch.SomeBatches.get;
import static dev.recto.api.batch.SomeBatches.inline;
import static dev.recto.api.batch.SomeBatches.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.PartsResource;
import dev.recto.api.contract.Contract;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchJobsTest {
    private static final String MODEL = "fake/reader";
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    ServedModels models;

    @Inject
    DataSource database;

    private FakeWorker worker;

    @BeforeAll
    void startWorker() {
        worker = new FakeWorker(MODEL, 8, Script.pages(1));
    }

    @BeforeEach
    void read() {
        worker.follow(Script.pages(1));
        Awaitility.await().atMost(SOON).until(() -> models.slots(MODEL) > 0);
    }

    @AfterAll
    void stopWorker() {
        worker.close();
        Awaitility.await().atMost(SOON).until(() -> models.slots(MODEL) == 0);
    }

    @Test
    void inlineRowsAreReadAndCounted() throws IOException {
        String id = created(
                "\"model\": \"fake/reader\", \"metadata\": {\"shelf\": \"B7\"}, " + inline(BODY, REFUSED, BODY));

        var job = awaited(id, BatchStatus.SUCCESS)
                .body("input_files", empty())
                .body("model", equalTo(MODEL))
                .body("metadata.shelf", equalTo("B7"))
                .body("total_requests", equalTo(3))
                .body("completed_requests", equalTo(3))
                .body("succeeded_requests", equalTo(2))
                .body("failed_requests", equalTo(1))
                .body("errors", hasSize(1))
                .body("errors[0].message", equalTo("The request names no document."))
                .body("errors[0].count", equalTo(1))
                .body("started_at", notNullValue())
                .body("completed_at", notNullValue())
                .body("outputs", nullValue())
                .extract();

        List<JsonNode> results = lines(job.path("output_file"));
        assertThat(results).extracting(line -> line.path("custom_id").asText()).containsExactly("row-0", "row-2");
        assertThat(results).allSatisfy(line -> {
            assertThat(line.at("/response/status_code").asInt()).isEqualTo(200);
            assertThat(line.at("/response/body/id")).isEqualTo(line.get("id"));
            assertThat(line.at("/response/body/pages/0/markdown").asText()).isEqualTo("page 0");
            assertThat(Contract.violations(
                            "OcrResponse", line.at("/response/body").toString()))
                    .isEmpty();
            assertThat(line.get("error").isNull()).isTrue();
        });
        List<JsonNode> errors = lines(job.path("error_file"));
        assertThat(errors).hasSize(1).first().satisfies(line -> {
            assertThat(line.path("custom_id").asText()).isEqualTo("row-1");
            assertThat(line.at("/response/status_code").asInt()).isEqualTo(400);
            assertThat(Contract.violations("Error", line.at("/response/body").toString()))
                    .isEmpty();
            assertThat(line.at("/error/code").asText()).isEqualTo("missing_document");
        });
        client().get("/v1/files/" + job.path("output_file"))
                .then()
                .statusCode(200)
                .body("purpose", equalTo("batch"))
                .body("sample_type", equalTo("batch_result"))
                .body("source", equalTo("mistral"))
                .body("num_lines", equalTo(2));
        client().get("/v1/files/" + job.path("error_file")).then().body("sample_type", equalTo("batch_error"));
    }

    @Test
    void rowsOfFilesAreNumberedThrough() throws IOException {
        String first = file("{\"body\": " + BODY + "}\n\n{\"custom_id\": \"own\", \"body\": " + BODY + "}\n");
        String second = file("{\"body\": " + BODY + ", \"url\": \"/v1/ocr\"}");

        String id = created("\"input_files\": [\"" + first + "\", \"" + second + "\"]");

        var job = awaited(id, BatchStatus.SUCCESS)
                .body("input_files", contains(first, second))
                .body("succeeded_requests", equalTo(3))
                .body("error_file", nullValue())
                .body("errors", empty())
                .extract();
        assertThat(lines(job.path("output_file")))
                .extracting(line -> line.path("custom_id").asText())
                .containsExactly("0", "own", "2");
    }

    @Test
    void aRowsModelGoesBeforeTheJobs() {
        String other = "{\"model\": \"nobody/reads\", \"document\": {\"content\": \"aGVsbG8=\"}}";
        String id = created("\"model\": \"" + MODEL + "\", " + inline(BODY, other));

        awaited(id, BatchStatus.SUCCESS).body("succeeded_requests", equalTo(1)).body("failed_requests", equalTo(1));

        String unknown = created("\"model\": \"nobody/reads\", " + inline(BODY));
        awaited(unknown, BatchStatus.SUCCESS)
                .body("failed_requests", equalTo(1))
                .body("output_file", nullValue());
    }

    @Test
    void aRowThatWasRefusedHasTheErrorItWouldHaveGot() throws IOException {
        String id =
                created(inline("{\"document\": {\"content\": \"aGVsbG8=\"}, \"pages\": [-1]}", "{\"document\": 7}"));

        String errors = awaited(id, BatchStatus.SUCCESS).extract().path("error_file");

        assertThat(lines(errors)).allSatisfy(line -> {
            assertThat(line.at("/response/status_code").asInt()).isEqualTo(422);
            assertThat(line.at("/response/body/detail/0/loc/0").asText()).isEqualTo("body");
            assertThat(Contract.violations("Error", line.at("/response/body").toString()))
                    .isEmpty();
        });
    }

    @Test
    void aRowWhoseReadingFailsIsCounted() throws IOException {
        worker.follow(BatchScripts.unreadable());
        String id = created(inline(BODY, BODY));

        var job = awaited(id, BatchStatus.SUCCESS)
                .body("failed_requests", equalTo(2))
                .body("errors", hasSize(1))
                .body("errors[0].count", equalTo(2))
                .extract();
        assertThat(lines(job.path("error_file")))
                .allSatisfy(line -> assertThat(line.at("/error/code").asText()).isEqualTo("encrypted_document"));
    }

    @Test
    void outputsCanBeHadInline() {
        String id = created(inline(BODY, REFUSED));
        awaited(id, BatchStatus.SUCCESS);

        client().queryParam("inline", true)
                .get("/v1/batch/jobs/" + id)
                .then()
                .statusCode(200)
                .body(Contract.matches("BatchJob"))
                .body("outputs.custom_id", contains("row-0", "row-1"))
                .body("outputs.response.status_code", contains(200, 400));
        client().queryParam("inline", "perhaps")
                .get("/v1/batch/jobs/" + id)
                .then()
                .statusCode(422);
    }

    @Test
    void onlyAWindowOfRowsIsUnderWay() throws SQLException {
        worker.follow(BatchScripts.silent());
        String id = created(rows(100));
        Awaitility.await()
                .atMost(SOON)
                .until(() -> count("batch_row where state = 'RUNNING' and batch = '" + id + "'") == 16);

        get(id).body("status", equalTo("RUNNING"))
                .body("total_requests", equalTo(100))
                .body("completed_requests", equalTo(0));
        assertThat(count("job where lane = 1 and ended_at is null and id in (select job from batch_row where batch = '"
                        + id + "')"))
                .isEqualTo(16);

        client().post("/v1/batch/jobs/" + id + "/cancel")
                .then()
                .statusCode(200)
                .body(Contract.matches("BatchJob"))
                .body("status", equalTo("CANCELLATION_REQUESTED"));
        awaited(id, BatchStatus.CANCELLED)
                .body("completed_requests", equalTo(0))
                .body("output_file", nullValue())
                .body("errors", empty());
        assertThat(count("batch_row where state <> 'CANCELLED' and batch = '" + id + "'"))
                .isZero();
    }

    @Test
    void rowsThatWereReadBeforeACancellationAreKept() throws IOException {
        worker.follow(BatchScripts.onlyTheFirst());
        String id = created(rows(10));
        Awaitility.await().atMost(SOON).untilAsserted(() -> get(id).body("succeeded_requests", equalTo(1)));

        client().post("/v1/batch/jobs/" + id + "/cancel").then().statusCode(200);

        String output = awaited(id, BatchStatus.CANCELLED)
                .body("succeeded_requests", equalTo(1))
                .body("failed_requests", equalTo(0))
                .extract()
                .path("output_file");
        assertThat(lines(output)).hasSize(1);
        client().post("/v1/batch/jobs/" + id + "/cancel").then().statusCode(200).body("status", equalTo("CANCELLED"));
    }

    @Test
    void aJobWhoseTimeIsUpIsGivenUp() throws SQLException {
        worker.follow(BatchScripts.onlyTheFirst());
        String id = created("\"timeout_hours\": 1, " + rows(5));
        Awaitility.await().atMost(SOON).untilAsserted(() -> get(id).body("succeeded_requests", equalTo(1)));

        update("update batch_job set expires_at = now() where id = '" + id + "'");

        awaited(id, BatchStatus.TIMEOUT_EXCEEDED)
                .body("succeeded_requests", equalTo(1))
                .body("output_file", notNullValue());
    }

    @Test
    void aJobWhoseFileIsDeletedFails() {
        worker.follow(BatchScripts.silent());
        String file = file(("{\"body\": " + BODY + "}\n").repeat(40));
        String id = created("\"input_files\": [\"" + file + "\"]");
        Awaitility.await()
                .atMost(SOON)
                .until(() -> count("batch_row where state = 'RUNNING' and batch = '" + id + "'") == 16);

        client().delete("/v1/files/" + file).then().statusCode(200);
        worker.follow(Script.pages(1));
        created(rows(1));
        endReadings(id);

        awaited(id, BatchStatus.FAILED).body("errors.message", hasItem("The file with the rows is gone."));
    }

    @Test
    void whatADeadProcessHadBegunIsBegunAgainAndReadOnce() throws SQLException {
        worker.follow(BatchScripts.silent());
        String id = created(rows(3));
        Awaitility.await()
                .atMost(SOON)
                .until(() -> count("batch_row where state = 'RUNNING' and batch = '" + id + "'") == 3);

        update("update batch_row set state = 'FEEDING', due_at = now() where batch = '" + id + "'");
        Awaitility.await()
                .atMost(SOON)
                .until(() -> count("batch_row where attempt = 2 and state = 'RUNNING' and batch = '" + id + "'") == 3);

        assertThat(count("job where id in (select job from batch_row where batch = '" + id + "')"))
                .isEqualTo(3);
        client().post("/v1/batch/jobs/" + id + "/cancel").then().statusCode(200);
        awaited(id, BatchStatus.CANCELLED);
    }

    @Test
    void onlyAJobThatHasEndedCanBeDeleted() throws SQLException {
        worker.follow(BatchScripts.silent());
        String running = created(rows(1));
        client().delete("/v1/batch/jobs/" + running)
                .then()
                .statusCode(409)
                .body(Contract.matches("Error"))
                .body("code", equalTo("job_not_finished"));
        client().post("/v1/batch/jobs/" + running + "/cancel").then().statusCode(200);
        awaited(running, BatchStatus.CANCELLED);

        worker.follow(Script.pages(1));
        String id = created(rows(1));
        String output = awaited(id, BatchStatus.SUCCESS).extract().path("output_file");
        client().delete("/v1/batch/jobs/" + id)
                .then()
                .statusCode(200)
                .body(Contract.matches("BatchJobDeleted"))
                .body("id", equalTo(id));

        client().delete("/v1/batch/jobs/" + id).then().statusCode(404).body("code", equalTo("job_not_found"));
        client().get("/v1/batch/jobs/" + id).then().statusCode(404);
        client().post("/v1/batch/jobs/" + id + "/cancel").then().statusCode(404);
        assertThat(content(output)).isNotEmpty();
        assertThat(count("batch_row where batch = '" + id + "'")).isZero();
    }

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
        awaited(id, BatchStatus.SUCCESS);
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
                "{\"endpoint\": \"/v1/ocr\", \"input_files\": [\"019a3f52-7c1e-7a40-b1d2-5e6f70819203\"]} | 404 | file_id",
                "{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"body\": {}}], \"timeout_hours\": 0}    | 422 | timeout_hours",
                "{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"body\": {}}], \"timeout_hours\": 169}  | 422 | timeout_hours",
                "{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"body\": {}}], \"metadata\": {\"a\": 1}} | 422 | metadata",
                "{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"body\": {}}], \"model\": 7}            | 422 | model"
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

    private List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : content(file).lines().toList()) {
            assertThat(Contract.violations("BatchResult", line)).isEmpty();
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    /** Ends what is being read, as a worker would that comes back. */
    private void endReadings(String batch) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update job set state = 'FAILED', error_code = 'OCR_FAILED', ended_at = now()"
                    + " where ended_at is null and id in (select job from batch_row where batch = '" + batch + "')");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private long count(String from) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void update(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
