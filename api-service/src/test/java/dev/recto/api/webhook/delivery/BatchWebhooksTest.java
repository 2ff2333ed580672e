package dev.recto.api.webhook.delivery;

import static dev.recto.api.HttpClients.as;
import static dev.recto.api.HttpClients.client;
import static dev.recto.api.webhook.SomeWebhooks.newSecret;
import static dev.recto.api.webhook.SomeWebhooks.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.models.ServedModels;
import dev.recto.api.webhook.SomeWebhooks;
import dev.recto.api.webhook.WebhookReceiver;
import dev.recto.api.webhook.WebhookReceiver.Received;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Batches tell of their end, and keys of that of all that was asked for with them. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchWebhooksTest {
    private static final String MODEL = "fake/town-crier";
    private static final Duration LONG = Duration.ofMinutes(1);

    @Inject
    ServedModels models;

    @Inject
    TestDatabase rows;

    private final ObjectMapper json = new ObjectMapper();
    private FakeWorker worker;
    private WebhookReceiver receiver;
    private String secret = "";
    private String key = "";
    private String keyId = "";

    @BeforeAll
    void start() throws Exception {
        worker = new FakeWorker(MODEL, 4, Script.pages(1)).awaitServed(models);
        receiver = new WebhookReceiver("127.0.0.9");
    }

    @BeforeEach
    void makeKey() {
        secret = newSecret();
        if (!key.isEmpty()) {
            return;
        }
        var made = client().contentType("application/json")
                .body(Map.of("name", "tells"))
                .post("/v1/keys");
        made.then().statusCode(200).body("webhook", nullValue());
        key = made.path("key");
        keyId = made.path("id");
    }

    @AfterAll
    void stop() {
        receiver.close();
        worker.close();
    }

    @Test
    void theEndOfABatchIsToldAndGoesWithIt() throws Exception {
        String url = receiver.url();
        String batch = batch(PartsResource.KEY, ", " + webhook(url));

        Received message = receiver.await(url, 1).getFirst();
        assertThat(message.isSignedWith(secret)).isTrue();
        JsonNode body = json.readTree(message.body());
        assertThat(body.path("type").asText()).isEqualTo("batch.completed");
        assertThat(body.at("/data/id").asText()).isEqualTo(batch);
        assertThat(body.at("/data/object").asText()).isEqualTo("batch");
        assertThat(body.at("/data/status").asText()).isEqualTo("SUCCESS");
        await().atMost(LONG)
                .untilAsserted(() -> client().get("/v1/webhooks/deliveries?status=delivered&batch_id=" + batch)
                        .then()
                        .statusCode(200)
                        .body("data.batch_id", contains(batch))
                        .body("data.id", contains(message.id())));

        client().delete("/v1/batch/jobs/" + batch).then().statusCode(200);

        assertThat(rows.count("webhook_delivery where url = '" + url + "'")).isZero();
    }

    @Test
    void aCancelledBatchIsTold() throws Exception {
        worker.follow(Script.of(_ -> List.of(), _ -> List.of()));
        String url = receiver.url();
        try {
            String batch = batch(PartsResource.KEY, ", " + webhook(url));
            client().post("/v1/batch/jobs/" + batch + "/cancel").then().statusCode(200);

            JsonNode body = json.readTree(receiver.await(url, 1).getFirst().body());
            assertThat(body.path("type").asText()).isEqualTo("batch.cancelled");
            assertThat(body.at("/data/status").asText()).isEqualTo("CANCELLED");
        } finally {
            worker.follow(Script.pages(1));
        }
    }

    /** The words of the trigger are those of the service. */
    @Test
    void whyABatchFailedIsTold() throws Exception {
        worker.follow(Script.of(_ -> List.of(), _ -> List.of()));
        String url = receiver.url();
        try {
            String batch = batch(PartsResource.KEY, ", " + webhook(url));
            rows.execute("update batch_job set outcome = 'FAILED', failure = 'INPUT_GONE' where id = '" + batch + "'");

            JsonNode body = json.readTree(receiver.await(url, 1).getFirst().body());
            assertThat(body.path("type").asText()).isEqualTo("batch.failed");
            assertThat(body.at("/data/error_code").asText()).isEqualTo("file_not_found");
        } finally {
            worker.follow(Script.pages(1));
        }
    }

    /** Of a batch its own end, not that of its rows; of what names the same receiver itself once. */
    @Test
    void aKeyTellsOfAllThatIsAskedForWithIt() throws Exception {
        String url = receiver.url();
        set("{\"url\": \"" + url + "\"}").body("webhook.url", equalTo(url)).body("webhook.disabled_at", nullValue());

        String job = reading("{\"model\": \"" + MODEL + "\", \"document\": {\"content\": \"aGVsbG8=\"}}");
        assertThat(ids(receiver.await(url, 1))).containsExactly(job);
        String batch = batch(key, "");
        assertThat(ids(receiver.await(url, 2))).containsExactly(job, batch);
        String twice = reading(SomeWebhooks.body(MODEL, webhook(url)));
        assertThat(ids(receiver.await(url, 3))).containsExactly(job, batch, twice);

        client().delete("/v1/keys/" + keyId + "/webhook").then().statusCode(200).body("webhook", nullValue());
        String later = reading(SomeWebhooks.body(MODEL, webhook(url)));
        assertThat(ids(receiver.await(url, 4))).containsExactly(job, batch, twice, later);
        assertThat(rows.count("webhook_delivery where url = '" + url + "'")).isEqualTo(4);
    }

    @Test
    void aReceiverThatIsGoneIsDisabledUntilItIsSetAgain() throws Exception {
        String url = receiver.url(410);
        String wanted = "{\"url\": \"" + url + "\", \"events\": [\"ocr.job.completed\"]}";
        set(wanted).body("webhook.events", contains("ocr.job.completed"));
        String document = "{\"model\": \"" + MODEL + "\", \"document\": {\"content\": \"aGVsbG8=\"}}";
        reading(document);
        await().atMost(LONG)
                .untilAsserted(() -> client().get("/v1/keys")
                        .then()
                        .statusCode(200)
                        .body("data.find { it.id == '" + keyId + "' }.webhook.disabled_at", notNullValue()));
        String untold = reading(document);

        set(wanted).body("webhook.disabled_at", nullValue());
        String told = reading(document);

        assertThat(ids(receiver.await(url, 2)).getLast()).isEqualTo(told);
        assertThat(rows.count("webhook_delivery where job = '" + untold + "'")).isZero();
        client().delete("/v1/keys/" + keyId + "/webhook").then().statusCode(200);
    }

    private ValidatableResponse set(String webhook) {
        return client().contentType("application/json")
                .body(webhook)
                .put("/v1/keys/" + keyId + "/webhook")
                .then()
                .statusCode(200);
    }

    private List<String> ids(List<Received> messages) throws Exception {
        List<String> ids = new java.util.ArrayList<>();
        for (Received message : messages) {
            ids.add(json.readTree(message.body()).at("/data/id").asText());
        }
        return ids;
    }

    private String reading(String body) {
        return as(key).contentType("application/json")
                .header("Prefer", "respond-async")
                .body(body)
                .post("/v1/ocr")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static String batch(String key, String more) {
        return as(key).contentType("application/json")
                .body("{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"body\": {\"model\": \"" + MODEL
                        + "\", \"document\": {\"content\": \"aGVsbG8=\"}}}]" + more + "}")
                .post("/v1/batch/jobs")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }
}
