package dev.recto.api.web;

import static dev.recto.api.HttpClients.anonymous;
import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.PartsResource;
import dev.recto.api.limits.Allowances;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class RateLimitTest {
    @Inject
    Allowances allowances;

    @Test
    void everyAnswerTellsHowMuchIsLeft() {
        for (Response answer : new Response[] {client().get("/v1/files"), client().get("/v1/files/nonsense")}) {
            for (String what : new String[] {"requests", "tokens"}) {
                answer.then()
                        .header("x-ratelimit-limit-" + what, matchesPattern("\\d+"))
                        .header("x-ratelimit-remaining-" + what, matchesPattern("\\d+"))
                        .header("x-ratelimit-reset-" + what, matchesPattern("\\d+"));
            }
        }
        anonymous().get("/openapi").then().header("x-ratelimit-limit-requests", nullValue());
    }

    @Test
    void aKeyThatUsedItsTokensReadsNothingMoreButOthersDo() {
        UUID key = UUID.fromString(stranger()
                .multiPart("file", "a.txt", new byte[] {'a'})
                .multiPart("purpose", "user_data")
                .post("/v1/files")
                .path("created_by"));
        allowances.spend(key, 1_000_000_000);

        Response refused = stranger().contentType("application/json").body("{}").post("/v1/ocr");

        refused.then()
                .statusCode(429)
                .body("code", equalTo("rate_limited"))
                .body("type", equalTo("RateLimitError"))
                .body("error.type", equalTo("rate_limit_error"))
                .header("x-ratelimit-remaining-tokens", "0");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        stranger().get("/v1/files").then().statusCode(200);
        client().contentType("application/json")
                .body("{}")
                .post("/v1/ocr")
                .then()
                .statusCode(400);
        allowances.spend(key, -1_000_000_000);
    }
}
