package dev.recto.api.batch;

import static dev.recto.api.HttpClients.anonymous;
import static dev.recto.api.HttpClients.client;
import static dev.recto.api.batch.SomeBatches.awaited;
import static dev.recto.api.batch.SomeBatches.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.recto.api.PartsResource;
import dev.recto.api.RawHttp;
import dev.recto.api.TestDatabase;
import dev.recto.api.batch.table.BatchStatus;
import dev.recto.api.contract.Contract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class BatchListTest {
    @Inject
    TestDatabase database;

    private final String shelf = "shelf-" + UUID.randomUUID();

    @Test
    void theNewestComeFirstPageByPage() {
        List<String> ids = List.of(job("a"), job("b"), job("c"));

        list(client()).body("total", equalTo(3)).body("data.id", equalTo(ids.reversed()));
        list(client().queryParam("order_by", "created")).body("data.id", equalTo(ids));
        list(client().queryParam("page", 1).queryParam("page_size", 2))
                .body("total", equalTo(3))
                .body("data.id", contains(ids.get(0)));
        list(client().queryParam("page", Integer.MAX_VALUE).queryParam("page_size", 1000))
                .body("data", empty());
    }

    @Test
    void anyOtherParameterIsAPairOfTheMetadata() {
        String first = job("a");
        job("b");

        list(client().queryParam("part", "a")).body("data.id", contains(first)).body("total", equalTo(1));
        list(client().queryParam("part", "c")).body("data", empty());
    }

    @Test
    void jobsAreFiltered() {
        String id = job("a");

        list(client().queryParam("model", "zai-org/GLM-OCR")).body("data.id", contains(id));
        list(client().queryParam("model", "other")).body("data", empty());
        list(client().queryParam("created_by_me", true)).body("data.id", contains(id));
        list(client().queryParam("agent_id", "x")).body("data.id", contains(id));
        list(client().queryParam(
                                "created_after",
                                Instant.now().minusSeconds(3600).toString()))
                .body("data.id", contains(id));
        list(client().queryParam("created_after", "2999-01-01T00:00:00+02:00")).body("data", empty());
        list(client().queryParam("status", "FAILED", "CANCELLED")).body("data", empty());
        list(client().queryParam("status", "QUEUED", "RUNNING", "SUCCESS")).body("data.id", contains(id));
    }

    /** Written down by a later version. */
    @Test
    void jobsAreListedWhateverTheirWords() {
        String id = job("a");
        awaited(id, BatchStatus.SUCCESS);
        database.execute("update batch_job set state = 'DREAMT', failure = 'NAPPED' where id = '" + id + "'");

        assertThat(RawHttp.answer("127.0.0.1", "GET", "/v1/batch/jobs?shelf=" + shelf, PartsResource.KEY))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"status\":\"DREAMT\"", "\"code\":\"internal_error\"");
        database.execute("delete from batch_job where id = '" + id + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "page, -1",
        "page_size, 0",
        "page_size, 1001",
        "created_after, yesterday",
        "created_after, -5000-01-01T00:00:00Z",
        "created_after, +294277-01-05T00:00:00Z",
        "created_by_me, perhaps",
        "status, success",
        "order_by, model",
        "model, a\0b",
        "shelf, a\0b"
    })
    void badParametersAreNamed(String name, String value) {
        client().queryParam(name, value)
                .get("/v1/batch/jobs")
                .then()
                .statusCode(422)
                .body(Contract.matches("Error"))
                .body("param", equalTo(name))
                .body("detail[0].loc", contains("query", name));
    }

    @Test
    void aKeyIsNeeded() {
        anonymous().get("/v1/batch/jobs").then().statusCode(401).body(Contract.matches("Error"));
        anonymous()
                .contentType("application/json")
                .body("{}")
                .post("/v1/batch/jobs")
                .then()
                .statusCode(401);
    }

    /** Its only row is refused, so that no worker is needed. */
    private String job(String part) {
        return created("\"model\": \"zai-org/GLM-OCR\", \"metadata\": {\"shelf\": \"" + shelf + "\", \"part\": \""
                + part + "\"}, \"requests\": [{\"body\": {}}]");
    }

    private ValidatableResponse list(RequestSpecification request) {
        return request.queryParam("shelf", shelf)
                .get("/v1/batch/jobs")
                .then()
                .statusCode(200)
                .body(Contract.matches("BatchJobList"));
    }
}
