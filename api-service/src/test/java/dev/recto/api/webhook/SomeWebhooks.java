package dev.recto.api.webhook;

import static dev.recto.api.HttpClients.as;
import static dev.recto.api.HttpClients.client;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.recto.api.PartsResource;
import dev.recto.api.Submissions;
import io.restassured.path.json.JsonPath;
import java.time.Duration;

/** What a client with webhooks does. */
public final class SomeWebhooks {
    private static final Duration LONG = Duration.ofMinutes(1);

    private SomeWebhooks() {}

    public static String newSecret() {
        return as(PartsResource.KEY)
                .post("/v1/webhooks/secrets")
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
    }

    public static String webhook(String url) {
        return "\"webhook\": {\"url\": \"" + url + "\"}";
    }

    /** Of a document that is to be read with the model. */
    public static String body(String model, String field) {
        return "{\"model\": \"" + model + "\", \"document\": {\"content\": \"aGVsbG8=\"}, " + field + "}";
    }

    public static String read(String model, String field) {
        return Submissions.reading(body(model, field));
    }

    /** The deliveries of a job, when as many have come to this state. */
    public static JsonPath deliveries(String job, String status, int number) {
        await().atMost(LONG)
                .untilAsserted(() -> client().get("/v1/webhooks/deliveries?job_id=" + job + "&status=" + status)
                        .then()
                        .statusCode(200)
                        .body("total", equalTo(number)));
        return client().get("/v1/webhooks/deliveries?job_id=" + job)
                .then()
                .extract()
                .jsonPath();
    }
}
