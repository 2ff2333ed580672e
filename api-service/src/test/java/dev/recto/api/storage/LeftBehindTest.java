package dev.recto.api.storage;

import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Requests that end between storing their document and accepting their job. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class LeftBehindTest {
    private static final String DOCUMENT = "{\"model\": \"fake/left\", \"document\": {\"content\": \"aGVsbG8=\"}}";

    @Inject
    ServedModels models;

    @Inject
    S3AsyncClient s3;

    @Inject
    StorageConfig config;

    @Inject
    ObjectSweeper sweeper;

    @Inject
    TestDatabase database;

    private FakeWorker worker;

    @BeforeEach
    void startWorker() {
        worker = new FakeWorker("fake/left", 1, Script.pages(1)).awaitServed(models);
    }

    @AfterEach
    void stopWorker() {
        database.execute("drop function if exists refuse_jobs cascade");
        worker.close();
    }

    @Test
    void aDocumentThatComesWithItsRequestBelongsToItsJob() {
        String job = request().then().statusCode(202).extract().header("X-Recto-Job");

        database.execute("update unclaimed_object set due_at = now() where object_key like 'jobs/" + job + "/%'");
        sweeper.sweep();

        assertThat(keys("jobs/" + job + "/")).hasSize(1);
        assertThat(database.count("unclaimed_object where object_key like 'jobs/" + job + "/%'"))
                .isZero();
    }

    @Test
    void aDocumentWhoseJobNeverCameToBeGoes() {
        List<String> before = keys("jobs/");
        database.execute("create function refuse_jobs() returns trigger language plpgsql as"
                + " $$ begin raise exception 'refused'; end $$");
        database.execute("create trigger refuse_jobs before insert on job for each row execute function refuse_jobs()");

        request().then().statusCode(500);

        List<String> left = keys("jobs/");
        left.removeAll(before);
        assertThat(left).hasSize(1);
        database.execute("update unclaimed_object set due_at = now() where object_key = '" + left.getFirst() + "'");
        sweeper.sweep();
        assertThat(keys("jobs/")).doesNotContain(left.getFirst());
    }

    private static Response request() {
        return client().contentType("application/json")
                .header("Prefer", "respond-async")
                .body(DOCUMENT)
                .post("/v1/ocr");
    }

    private List<String> keys(String prefix) {
        return new ArrayList<>(
                s3.listObjectsV2(list -> list.bucket(config.bucket()).prefix(prefix)).join().contents().stream()
                        .map(S3Object::key)
                        .toList());
    }
}
