package dev.recto.api.batch;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.batch.SomeBatches.BODY;
import static dev.recto.api.batch.SomeBatches.awaited;
import static dev.recto.api.batch.SomeBatches.content;
import static dev.recto.api.batch.SomeBatches.created;
import static dev.recto.api.batch.SomeBatches.file;
import static dev.recto.api.batch.SomeBatches.get;
import static dev.recto.api.batch.SomeBatches.lines;
import static dev.recto.api.batch.SomeBatches.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.background.Background;
import dev.recto.api.batch.table.BatchStatus;
import dev.recto.api.contract.Contract;
import dev.recto.api.models.ServedModels;
import dev.recto.api.postgres.Database;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Jobs that are cancelled, given up, begun again and deleted. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchLifeTest {
    private static final String MODEL = "fake/reader";
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    ServedModels models;

    @Inject
    TestDatabase database;

    @Inject
    Database rows;

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
    void onlyAWindowOfRowsIsUnderWay() {
        worker.follow(BatchScripts.silent());
        String id = created(rows(100));
        Awaitility.await()
                .atMost(SOON)
                .until(() -> database.count("batch_row where state = 'RUNNING' and batch = '" + id + "'") == 16);

        get(id).body("status", equalTo("RUNNING"))
                .body("total_requests", equalTo(100))
                .body("completed_requests", equalTo(0));
        assertThat(database.count(
                        "job where lane = 1 and ended_at is null and id in (select job from batch_row where batch = '"
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
        assertThat(database.count("batch_row where state <> 'CANCELLED' and batch = '" + id + "'"))
                .isZero();
    }

    @Test
    void theWindowGrowsWithTheFleet() {
        worker.follow(BatchScripts.silent());
        try (FakeWorker _ = new FakeWorker(MODEL, 12, BatchScripts.silent())) {
            Awaitility.await().atMost(SOON).until(() -> models.slots(MODEL) == 20);
            String id = created(rows(100));
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> database.count("batch_row where state = 'RUNNING' and batch = '" + id + "'") == 40);
            assertThat(database.count("batch_row where state = 'FEEDING' and batch = '" + id + "'"))
                    .isZero();

            client().post("/v1/batch/jobs/" + id + "/cancel").then().statusCode(200);
            awaited(id, BatchStatus.CANCELLED);
        }
        Awaitility.await().atMost(SOON).until(() -> models.slots(MODEL) == 8);
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
    void aJobWhoseTimeIsUpIsGivenUp() {
        worker.follow(BatchScripts.onlyTheFirst());
        String id = created("\"timeout_hours\": 1, " + rows(5));
        Awaitility.await().atMost(SOON).untilAsserted(() -> get(id).body("succeeded_requests", equalTo(1)));

        database.execute("update batch_job set expires_at = now() where id = '" + id + "'");

        awaited(id, BatchStatus.TIMEOUT_EXCEEDED)
                .body("succeeded_requests", equalTo(1))
                .body("output_file", notNullValue());
    }

    @Test
    void aRowWithATextNobodyCanKeepFails() throws IOException {
        String id = created(
                "\"requests\": [{\"body\": {\"model\": \"a\\u0000b\", \"document\": {\"content\": \"aGVsbG8=\"}}}]");

        String errors = awaited(id, BatchStatus.SUCCESS)
                .body("failed_requests", equalTo(1))
                .extract()
                .path("error_file");
        assertThat(lines(errors).getFirst().at("/error/code").asText()).isEqualTo("validation_error");
    }

    @Test
    void aJobWhoseFileIsDeletedFails() {
        worker.follow(BatchScripts.silent());
        String file = file(("{\"body\": " + BODY + "}\n").repeat(40));
        String id = created("\"input_files\": [\"" + file + "\"]");
        Awaitility.await()
                .atMost(SOON)
                .until(() -> database.count("batch_row where state = 'RUNNING' and batch = '" + id + "'") == 16);

        client().delete("/v1/files/" + file).then().statusCode(200);
        worker.follow(Script.pages(1));
        created(rows(1));
        endReadings(id);

        awaited(id, BatchStatus.FAILED).body("errors.message", hasItem("The file with the rows is gone."));
    }

    /** Whoever is told of a reading's end may be quicker than the row. */
    @Test
    void aRowWhoseReadingWasDeletedFails() throws IOException {
        worker.follow(BatchScripts.silent());
        String id = created(rows(1));
        Awaitility.await()
                .atMost(SOON)
                .until(() -> database.count("batch_row where state = 'RUNNING' and batch = '" + id + "'") == 1);
        String reading = database.text("select job from batch_row where batch = '" + id + "'");

        Background.run(() -> rows.transaction(sql -> {
            sql.run("select from batch_row where batch = $1 for update", Tuple.of(UUID.fromString(id)));
            endReadings(id);
            return client().delete("/v1/ocr/jobs/" + reading + "?erase=true")
                    .then()
                    .statusCode(200);
        }));

        String errors = awaited(id, BatchStatus.SUCCESS)
                .body("failed_requests", equalTo(1))
                .extract()
                .path("error_file");
        assertThat(lines(errors).getFirst().at("/error/code").asText()).isEqualTo("job_not_found");
    }

    @Test
    void whatADeadProcessHadBegunIsBegunAgainAndReadOnce() {
        worker.follow(BatchScripts.silent());
        String id = created(rows(3));
        Awaitility.await()
                .atMost(SOON)
                .until(() -> database.count("batch_row where state = 'RUNNING' and batch = '" + id + "'") == 3);

        database.execute("update batch_row set state = 'FEEDING', due_at = now() where batch = '" + id + "'");
        Awaitility.await()
                .atMost(SOON)
                .until(() ->
                        database.count("batch_row where attempt = 2 and state = 'RUNNING' and batch = '" + id + "'")
                                == 3);

        assertThat(database.count("job where id in (select job from batch_row where batch = '" + id + "')"))
                .isEqualTo(3);
        client().post("/v1/batch/jobs/" + id + "/cancel").then().statusCode(200);
        awaited(id, BatchStatus.CANCELLED);
    }

    @Test
    void onlyAJobThatHasEndedCanBeDeleted() {
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
        String reading = database.text("select job from batch_row where batch = '" + id + "'");
        client().delete("/v1/batch/jobs/" + id)
                .then()
                .statusCode(200)
                .body(Contract.matches("BatchJobDeleted"))
                .body("id", equalTo(id));

        client().delete("/v1/batch/jobs/" + id).then().statusCode(404).body("code", equalTo("job_not_found"));
        client().get("/v1/batch/jobs/" + id).then().statusCode(404);
        client().get("/v1/batch/jobs").then().body("data.id", not(hasItem(id)));
        client().post("/v1/batch/jobs/" + id + "/cancel").then().statusCode(404);
        assertThat(content(output)).isNotEmpty();
        Awaitility.await().atMost(SOON).until(() -> database.count("batch_job where id = '" + id + "'") == 0);
        assertThat(database.count("batch_row where batch = '" + id + "'")).isZero();
        assertThat(database.count("job where id = '" + reading + "'")).isZero();
        assertThat(database.count("page_result where job = '" + reading + "'")).isZero();
        assertThat(database.count("unclaimed_object where object_key = 'jobs/" + reading + "/'"))
                .isOne();
    }

    @Test
    void aJobThatCannotBeDeletedKeepsNoOther() {
        worker.follow(Script.pages(1));
        String kept = created(rows(1));
        String other = created(rows(1));
        awaited(kept, BatchStatus.SUCCESS);
        awaited(other, BatchStatus.SUCCESS);
        database.execute("create function keep_row() returns trigger language plpgsql as"
                + " $$ begin raise exception 'kept'; end $$");
        database.execute("create trigger keep_row before delete on batch_row for each row when (old.batch = '" + kept
                + "') execute function keep_row()");

        try {
            client().delete("/v1/batch/jobs/" + kept).then().statusCode(200);
            client().delete("/v1/batch/jobs/" + other).then().statusCode(200);

            Awaitility.await().atMost(SOON).until(() -> database.count("batch_job where id = '" + other + "'") == 0);
        } finally {
            database.execute("drop function keep_row() cascade");
        }
    }

    /** Ends what is being read, as a worker would that comes back. */
    private void endReadings(String batch) {
        database.execute("update job set state = 'FAILED', error_code = 'OCR_FAILED', ended_at = now()"
                + " where ended_at is null and id in (select job from batch_row where batch = '" + batch + "')");
    }
}
