package dev.recto.api.page;

import static dev.recto.api.HttpClients.anonymous;
import static dev.recto.api.HttpClients.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.recto.api.PartsResource;
import dev.recto.api.contract.Contract;
import dev.recto.api.forward.mistral.TracedUpstreams;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(TracedUpstreams.class)
class FirstSignInTest {
    private static final int ALLOWED = 20;

    @Test
    void aCodeOpensOnceAndNoOtherDoes() {
        change("x".repeat(TracedUpstreams.SIGN_IN_CODE.length()))
                .statusCode(401)
                .body("code", equalTo("invalid_api_key"));
        anonymous().post("/sign-in").then().statusCode(401);
        anonymous()
                .header("X-Recto-Code", TracedUpstreams.SIGN_IN_CODE)
                .get("/sign-in")
                .then()
                .statusCode(200)
                .body(equalTo("{}"));
        anonymous().post("/sign-in/token").then().statusCode(404);

        String key = change(TracedUpstreams.SIGN_IN_CODE)
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .path("key");

        as(key).get("/v1/keys").then().statusCode(200);
        change(TracedUpstreams.SIGN_IN_CODE).statusCode(401);
    }

    /** From an address of its own, so that nobody else is held up. */
    @Test
    void codesAreNotGuessedForLong() throws Exception {
        try (HttpClient http = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName("127.0.0.5"))
                .build()) {
            for (int guess = 1; guess <= ALLOWED; guess++) {
                assertThat(guess(http).statusCode()).isEqualTo(401);
            }
            HttpResponse<String> refused = guess(http);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("60");
            assertThat(Contract.violations("Error", refused.body())).isEmpty();
            assertThat(refused.body()).contains("rate_limited");
        }
        change("wrong").statusCode(401);
    }

    private static HttpResponse<String> guess(HttpClient http) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/sign-in"))
                        .header("X-Recto-Code", "a guess")
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private static ValidatableResponse change(String code) {
        return anonymous().header("X-Recto-Code", code).post("/sign-in").then();
    }
}
