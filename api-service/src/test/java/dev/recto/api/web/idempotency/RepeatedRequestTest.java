package dev.recto.api.web.idempotency;

import static dev.recto.api.HttpClients.client;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.HttpClients;
import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Other requests than readings that make or end something, sent again. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class RepeatedRequestTest {
    private static final String BATCH =
            "{\"endpoint\": \"/v1/ocr\", \"metadata\": {\"shelf\": \"%s\"}, \"requests\": [{\"body\": {}}]}";

    @Inject
    TestDatabase database;

    private final String word = UUID.randomUUID().toString();

    @Test
    void aBatchIsMadeOnce() {
        String body = BATCH.formatted(word);
        String first = post(client(), "/v1/batch/jobs", body)
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        post(client(), "/v1/batch/jobs", body).then().statusCode(200).body("id", equalTo(first));

        client().queryParam("shelf", word).get("/v1/batch/jobs").then().body("total", equalTo(1));
        reused(post(client(), "/v1/batch/jobs", BATCH.formatted("other")));
    }

    @Test
    void aRefusedBatchMayBeCorrected() {
        post(client(), "/v1/batch/jobs", "{\"endpoint\": \"/v1/ocr\"}").then().statusCode(422);
        post(client(), "/v1/batch/jobs", BATCH.formatted(word)).then().statusCode(200);
    }

    @Test
    void aKeyIsMadeOnceAndToldAgain() {
        String body = "{\"name\": \"scanner\", \"organisation\": \"%s\"}".formatted(word);
        Response first = post(client(), "/v1/keys", body);

        post(client(), "/v1/keys", body)
                .then()
                .statusCode(200)
                .body("id", equalTo(first.path("id")))
                .body("org_id", equalTo(first.path("org_id")))
                .body("key", equalTo(first.path("key")));

        post(HttpClients.anonymous().header("Authorization", "bearer  " + PartsResource.KEY), "/v1/keys", body)
                .then()
                .body("key", equalTo(first.path("key")));

        HttpClients.as(first.path("key")).get("/v1/models").then().statusCode(200);
        reused(post(client(), "/v1/keys", "{\"name\": \"other\"}"));
    }

    @Test
    void aKeyIsToldToNobodyElse() {
        String body = "{\"name\": \"scanner\"}";
        String other = post(client(), "/v1/keys", "{\"name\": \"other\", \"administrator\": true}", word + "-other")
                .path("key");
        Response first = post(client(), "/v1/keys", body);

        post(HttpClients.as(other), "/v1/keys", body)
                .then()
                .statusCode(200)
                .body("id", equalTo(first.path("id")))
                .body("key", nullValue());
    }

    @Test
    void aPartIsStoredOnce() {
        String upload = upload();
        String part = part(upload, "hello").then().statusCode(200).extract().path("id");

        part(upload, "hello").then().statusCode(200).body("id", equalTo(part));

        reused(part(upload, "other"));
        post(
                        client(),
                        "/v1/uploads/" + upload + "/complete",
                        "{\"part_ids\": [\"%s\"]}".formatted(part),
                        word + "-done")
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"));
    }

    @Test
    void anUploadIsGivenUpOnce() {
        String path = "/v1/uploads/" + upload() + "/cancel";
        Response first = post(client(), path, "");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(post(client(), path, "").asString()).isEqualTo(first.asString());
        post(client(), path, "", word + "-new").then().statusCode(409).body("code", equalTo("upload_not_pending"));
    }

    @Test
    void whileOneRunsTheOtherIsToldSo() {
        String body = "{\"filename\": \"a\", \"bytes\": 5, \"mime_type\": \"a/b\", \"purpose\": \"user_data\"}";
        post(client(), "/v1/uploads", body).then().statusCode(200);
        file().then().statusCode(200);
        database.execute("update idempotency set answer = null, locked_until = now() + interval '1 hour'"
                + " where idempotency_key like '" + word + "%'");

        for (Response answer : new Response[] {post(client(), "/v1/uploads", body), file()}) {
            answer.then().statusCode(409).body("code", equalTo("idempotency_key_in_use"));
        }
    }

    private Response file() {
        return client().header("Idempotency-Key", word + "-file")
                .multiPart("file", "a.txt", new byte[] {'a'})
                .multiPart("purpose", "user_data")
                .post("/v1/files");
    }

    @Test
    void aWordHasALongestLength() {
        for (String path : new String[] {"/v1/uploads/" + upload() + "/cancel", "/v1/keys", "/v1/batch/jobs"}) {
            post(client(), path, "{\"name\": \"x\"}", "k".repeat(256))
                    .then()
                    .statusCode(422)
                    .body("param", equalTo("Idempotency-Key"))
                    .body("detail[0].type", equalTo("string_too_long"));
        }
    }

    private static String upload() {
        return client().contentType("application/json")
                .body("{\"filename\": \"a\", \"bytes\": 5, \"mime_type\": \"a/b\", \"purpose\": \"user_data\"}")
                .post("/v1/uploads")
                .path("id");
    }

    private Response part(String upload, String bytes) {
        return client().header("Idempotency-Key", word)
                .multiPart("data", "part", bytes.getBytes(UTF_8))
                .post("/v1/uploads/" + upload + "/parts");
    }

    private Response post(RequestSpecification as, String path, String body) {
        return post(as, path, body, word);
    }

    private static Response post(RequestSpecification as, String path, String body, String word) {
        return as.header("Idempotency-Key", word)
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    private static void reused(Response answer) {
        answer.then()
                .statusCode(422)
                .body("param", equalTo("Idempotency-Key"))
                .body("detail[0].type", equalTo("idempotency_key_reused"));
    }
}
