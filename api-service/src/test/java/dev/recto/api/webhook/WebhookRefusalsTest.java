package dev.recto.api.webhook;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no webhook is said to be none before anything is read. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class WebhookRefusalsTest {
    private static final String FINE = "{\"url\": \"https://receiver.test/\"}";

    @BeforeEach
    void makeSecret() {
        SomeWebhooks.newSecret();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "7; webhook; object_type",
                "{}; webhook.url; missing",
                "{\"url\": 7}; webhook.url; string_type",
                "{\"url\": \"\"}; webhook.url; url_parsing",
                "{\"url\": \"receiver.test\"}; webhook.url; url_parsing",
                "{\"url\": \"file:///etc/passwd\"}; webhook.url; url_parsing",
                "{\"url\": \"https://user:word@receiver.test/\"}; webhook.url; url_parsing",
                "{\"url\": \"http://0x7f000001/\"}; webhook.url; url_parsing",
                "{\"url\": \"https://receiver.test/\", \"events\": \"ocr.job.failed\"}; webhook.events; list_type",
                "{\"url\": \"https://receiver.test/\", \"events\": []}; webhook.events; too_short",
                "{\"url\": \"https://receiver.test/\", \"events\": [\"ocr.job.begun\"]}; webhook.events.0; enum",
                "{\"url\": \"https://receiver.test/\", \"events\": [\"batch.failed\"]}; webhook.events.0; enum",
                "{\"url\": \"https://receiver.test/\", \"events\": [7]}; webhook.events.0; enum",
            })
    void isRefused(String webhook, String param, String type) {
        for (String route : new String[] {"/v1/ocr", "/v2/ocr"}) {
            client().contentType("application/json")
                    .body("{\"model\": \"default\", \"document\": {\"content\": \"aGVsbG8=\"}, \"webhook\": " + webhook
                            + "}")
                    .post(route)
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("validation_error"))
                    .body("param", equalTo(param))
                    .body("detail[0].type", equalTo(type))
                    .body(not(containsString("word@")));
        }
    }

    @Test
    void aBatchTellsOfBatchesOnly() {
        batch("{\"url\": \"https://receiver.test/\", \"events\": [\"ocr.job.failed\"]}")
                .statusCode(422)
                .body("param", equalTo("webhook.events.0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; url",
                "{\"url\": \"nonsense\"}; url",
                "{\"url\": \"https://receiver.test/\", \"events\": []}; events",
                "{\"url\": \"https://receiver.test/\", \"events\": [\"nonsense\"]}; events.0",
            })
    void soIsThatOfAKey(String webhook, String param) {
        String key = client().get("/v1/keys").then().extract().path("data[0].id");
        client().contentType("application/json")
                .body(webhook)
                .put("/v1/keys/" + key + "/webhook")
                .then()
                .statusCode(422)
                .body("param", equalTo(param));
    }

    @Test
    void whoHasNoSecretIsToldToMakeOne() {
        stranger()
                .contentType("application/json")
                .body("{\"document\": {\"content\": \"aGVsbG8=\"}, \"webhook\": " + FINE + "}")
                .post("/v1/ocr")
                .then()
                .statusCode(400)
                .body("code", equalTo("webhook_secret_missing"))
                .body("param", equalTo("webhook"));
        stranger()
                .contentType("application/json")
                .body("{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"body\": {}}], \"webhook\": " + FINE + "}")
                .post("/v1/batch/jobs")
                .then()
                .statusCode(400)
                .body("code", equalTo("webhook_secret_missing"));
    }

    private static ValidatableResponse batch(String webhook) {
        return client().contentType("application/json")
                .body("{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"body\": {}}], \"webhook\": " + webhook + "}")
                .post("/v1/batch/jobs")
                .then();
    }
}
