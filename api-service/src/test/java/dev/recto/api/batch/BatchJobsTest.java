package dev.recto.api.batch;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.batch.SomeBatches.BODY;
import static dev.recto.api.batch.SomeBatches.REFUSED;
import static dev.recto.api.batch.SomeBatches.awaited;
import static dev.recto.api.batch.SomeBatches.create;
import static dev.recto.api.batch.SomeBatches.created;
import static dev.recto.api.batch.SomeBatches.file;
import static dev.recto.api.batch.SomeBatches.inline;
import static dev.recto.api.batch.SomeBatches.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recto.api.PartsResource;
import dev.recto.api.batch.table.BatchStatus;
import dev.recto.api.contract.Contract;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What becomes of a job's rows. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchJobsTest {
    private static final String MODEL = "fake/reader";
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    ServedModels models;

    private FakeWorker worker;

    @BeforeAll
    void startWorker() {
        worker = new FakeWorker(MODEL, 8, Script.pages(1));
    }

    @BeforeEach
    void read() {
        worker.follow(Script.pages(1));
        worker.awaitServed(models);
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

        create("\"model\": \"nobody/reads\", " + inline(BODY)).statusCode(400).body("code", equalTo("model_not_found"));
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
}
