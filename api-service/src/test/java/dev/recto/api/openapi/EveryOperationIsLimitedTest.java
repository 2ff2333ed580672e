package dev.recto.api.openapi;

import static dev.recto.api.HttpClients.as;
import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.recto.api.Guarded;
import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each operation says to who asks too much, and when there is no room. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Guarded.class)
@TestInstance(Lifecycle.PER_CLASS)
class EveryOperationIsLimitedTest {
    private static final Description DESCRIPTION = Description.read();
    /** Whoever asks slowly has some given back meanwhile. */
    private static final int MOST_REQUESTS = 1_000;

    private String key = "";

    @BeforeEach
    void makeKey() {
        if (!key.isEmpty()) {
            return;
        }
        key = client().contentType("application/json")
                .body(Map.of("name", "asks often", "administrator", true))
                .post("/v1/keys")
                .path("key");
    }

    static Stream<String> limited() {
        return DESCRIPTION.routes().stream().filter(route -> !route.endsWith("/download"));
    }

    @ParameterizedTest
    @MethodSource("limited")
    void whoAsksTooOftenWaits(String route) {
        Response refused = Requests.send(route, as(key));
        for (int request = 0; request < MOST_REQUESTS && refused.statusCode() != 429; request++) {
            refused = Requests.send(route, as(key));
        }

        refused.then()
                .statusCode(429)
                .body("code", equalTo("rate_limited"))
                .header("x-ratelimit-limit-requests", "200")
                .header("x-ratelimit-remaining-requests", "0");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    }

    @Test
    void othersAreNotHeldUp() {
        client().get("/v1/models").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/ocr", "/v2/ocr", "/v1/files/{file_id}/ocr", "/v1/batch/jobs"})
    void whatThereIsNoRoomForIsToComeAgain(String route) {
        String large = "{\"prompt\": \"" + "A".repeat(2_000_000) + "\"}";

        isToComeAgain(client().contentType("application/json")
                .body(large)
                .post(route.replace("{file_id}", Requests.UNKNOWN))
                .then()
                .statusCode(429)
                .body("code", equalTo("rate_limited")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/ocr", "/v2/ocr", "/v1/files/{file_id}/ocr"})
    void whatNobodyCanReadIsToComeAgain(String route) {
        String file = client().multiPart("file", "a.pdf", new byte[] {'%', 'P', 'D', 'F', '-', '1'})
                .multiPart("purpose", "ocr")
                .post("/v1/files")
                .path("id");

        isToComeAgain(client().contentType("application/json")
                .body("{\"model\": \"default\", \"document\": {\"file_id\": \"" + file + "\"}}")
                .post(route.replace("{file_id}", file))
                .then()
                .statusCode(503)
                .body("code", equalTo("service_unavailable")));
    }

    private static void isToComeAgain(ValidatableResponse refused) {
        assertThat(Integer.parseInt(refused.extract().header("Retry-After"))).isPositive();
    }
}
