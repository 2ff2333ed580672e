package dev.recto.api.limits;

import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.recto.api.Guarded;
import dev.recto.api.HttpClients;
import dev.recto.api.PartsResource;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document uses up 330 of a key's 400 tokens, of which some come back while the test looks. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Guarded.class)
@TestInstance(Lifecycle.PER_CLASS)
class TokenLimitTest {
    private static final String BODY = "{\"model\": \"fake/spender\", \"document\": {\"content\": \"aGVsbG8=\"}}";
    private static final String BATCH =
            "{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"custom_id\": \"a\", \"body\": " + BODY + "}]}";
    private static final int AFTER_ONE = 250;

    @Inject
    ServedModels models;

    private FakeWorker worker;
    private String key;

    @BeforeAll
    void startWorker() {
        worker = new FakeWorker("fake/spender", 4, Script.pages(3)).awaitServed(models);
    }

    @AfterAll
    void stopWorker() {
        worker.close();
    }

    @BeforeEach
    void makeKey() {
        key = client().contentType("application/json")
                .body(Map.of("name", "spender"))
                .post("/v1/keys")
                .path("key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/ocr", "/v2/ocr"})
    void anAnswerTellsThatItsTokensAreGone(String route) {
        assertThat(remaining(request().get("/v1/files"))).isEqualTo(400);

        Response answer = request().body(BODY).post(route);

        answer.then().statusCode(200);
        assertThat(remaining(answer)).isLessThan(AFTER_ONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/ocr", "/v2/ocr", "/v1/batch/jobs"})
    void whatIsReadLaterIsSpentToo(String route) {
        request().header("Prefer", "respond-async").body(body(route)).post(route);

        await().until(() -> remaining(request().get("/v1/files")) < AFTER_ONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/ocr", "/v2/ocr", "/v1/batch/jobs", "/v1/files/019a3f52-7c1e-7a40-b1d2-5e6f70819203/ocr"})
    void whoHasReadTooMuchWaits(String route) {
        exhaust();

        Response refused = request().body(body(route)).post(route);

        refused.then()
                .statusCode(429)
                .body("code", equalTo("rate_limited"))
                .header("x-ratelimit-remaining-tokens", "0");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    }

    @Test
    void othersReadOnAndTheKeyIsGoodForAllElse() {
        exhaust();
        String first = key;
        makeKey();

        request().body(BODY).post("/v1/ocr").then().statusCode(200);
        key = first;
        request().get("/v1/files").then().statusCode(200);
    }

    private void exhaust() {
        for (int document = 0; document < 2; document++) {
            request().body(BODY).post("/v1/ocr").then().statusCode(200);
        }
    }

    private static String body(String route) {
        return route.contains("batch") ? BATCH : BODY;
    }

    private RequestSpecification request() {
        return HttpClients.as(key).contentType("application/json");
    }

    private static int remaining(Response answer) {
        return Integer.parseInt(answer.header("x-ratelimit-remaining-tokens"));
    }
}
