package dev.recto.api.ocr;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.contract.Contract;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client wants nothing kept of what it had read. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class ErasureTest {
    private static final String BODY =
            "{\"model\": \"fake/erased\", \"prompt\": \"read it\", \"document\": {\"content\": \"aGVsbG8=\"}}";

    @Inject
    ServedModels models;

    @Inject
    TestDatabase database;

    private FakeWorker worker;

    @BeforeEach
    void startWorker() {
        worker = new FakeWorker("fake/erased", 2, Script.pages(2)).awaitServed(models);
    }

    @AfterEach
    void stopWorker() {
        worker.close();
    }

    @Test
    void anErasedJobIsNowhereAnyMore() {
        String job = read().header("X-Recto-Job");

        client().delete("/v1/ocr/jobs/" + job + "?erase=true")
                .then()
                .statusCode(200)
                .body(Contract.matches("OcrJob"))
                .body("id", equalTo(job));

        assertThat(database.count("job where id = '" + job + "'")).isZero();
        assertThat(database.count("page_result where job = '" + job + "'")).isZero();
        assertThat(database.count("idempotency where answer::text like '%" + job + "%'"))
                .isZero();
        assertThat(database.count("unclaimed_object where object_key = 'jobs/" + job + "/' and due_at <= now()"))
                .isOne();
        client().get("/v1/ocr/jobs/" + job).then().statusCode(404).body("code", equalTo("job_not_found"));
        erase(job).then().statusCode(404);
    }

    @Test
    void withoutTheWordAnEndedJobStays() {
        String job = read().header("X-Recto-Job");

        client().delete("/v1/ocr/jobs/" + job).then().statusCode(200);
        client().delete("/v1/ocr/jobs/" + job + "?erase=false").then().statusCode(200);
        client().delete("/v1/ocr/jobs/" + job + "?erase=perhaps")
                .then()
                .statusCode(422)
                .body(Contract.matches("Error"));

        client().get("/v1/ocr/jobs/" + job).then().statusCode(200);
    }

    @Test
    void aJobThatRunsOrIsSomebodyElsesIsNotErased() {
        worker.follow(Script.opening(1));
        String job = client().contentType("application/json")
                .header("Prefer", "respond-async")
                .body(BODY)
                .post("/v1/ocr")
                .header("X-Recto-Job");

        erase(job).then().statusCode(409).body(Contract.matches("Error")).body("code", equalTo("job_not_finished"));
        client().delete("/v1/ocr/jobs/" + job).then().statusCode(200);
        stranger().delete("/v1/ocr/jobs/" + job + "?erase=true").then().statusCode(404);

        erase(job).then().statusCode(200);
    }

    private static Response erase(String job) {
        return client().delete("/v1/ocr/jobs/" + job + "?erase=true");
    }

    private static Response read() {
        return client().contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID())
                .body(BODY)
                .post("/v1/ocr")
                .then()
                .statusCode(200)
                .extract()
                .response();
    }
}
