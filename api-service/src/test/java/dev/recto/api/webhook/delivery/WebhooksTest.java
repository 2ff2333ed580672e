package dev.recto.api.webhook.delivery;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static dev.recto.api.webhook.SomeWebhooks.deliveries;
import static dev.recto.api.webhook.SomeWebhooks.newSecret;
import static dev.recto.api.webhook.SomeWebhooks.read;
import static dev.recto.api.webhook.SomeWebhooks.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.OtherOrganisation;
import dev.recto.api.PartsResource;
import dev.recto.api.RawHttp;
import dev.recto.api.TestDatabase;
import dev.recto.api.contract.Contract;
import dev.recto.api.models.ServedModels;
import dev.recto.api.webhook.SomeWebhooks;
import dev.recto.api.webhook.WebhookReceiver;
import dev.recto.api.webhook.WebhookReceiver.Received;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.PageFault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver is told of the end of a reading, whatever stands in the way. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksTest {
    private static final String MODEL = "fake/herald";
    private static final Duration LONG = Duration.ofMinutes(1);

    @Inject
    ServedModels models;

    @Inject
    TestDatabase rows;

    @Inject
    DeliveryRetention retention;

    private final ObjectMapper json = new ObjectMapper();
    private FakeWorker worker;
    private WebhookReceiver receiver;
    private String secret = "";

    @BeforeAll
    void start() throws Exception {
        worker = new FakeWorker(MODEL, 4, Script.pages(1)).awaitServed(models);
        receiver = new WebhookReceiver("127.0.0.9");
    }

    @BeforeEach
    void begin() {
        worker.follow(Script.pages(1));
        secret = newSecret();
    }

    @AfterAll
    void stop() {
        receiver.close();
        worker.close();
    }

    @Test
    void theEndOfAReadingIsToldAndSigned() throws Exception {
        String url = receiver.url();
        Instant before = Instant.now();
        String job = read(MODEL, webhook(url));

        Received message = receiver.await(url, 1).getFirst();
        assertThat(message.isSignedWith(secret)).isTrue();
        assertThat(message.isSignedWith("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
                .isFalse();
        assertThat(Long.parseLong(message.timestamp()))
                .isBetween(before.getEpochSecond(), Instant.now().getEpochSecond());
        assertThat(Contract.violations("WebhookMessage", message.body())).isEmpty();
        JsonNode body = json.readTree(message.body());
        assertThat(body.path("type").asText()).isEqualTo("ocr.job.completed");
        assertThat(body.at("/data/id").asText()).isEqualTo(job);
        assertThat(body.at("/data/status").asText()).isEqualTo("completed");
        assertThat(body.at("/data/error_code").isNull()).isTrue();

        JsonPath listed = deliveries(job, "delivered", 1);
        assertThat(listed.getString("data[0].id")).isEqualTo(message.id());
        assertThat(listed.getString("data[0].event")).isEqualTo("ocr.job.completed");
        assertThat(listed.getString("data[0].job_id")).isEqualTo(job);
        assertThat(listed.getInt("data[0].last_status")).isEqualTo(200);
        assertThat(listed.getInt("data[0].attempts")).isOne();
        assertThat(rows.count("webhook where subject = '" + job + "'")).isZero();
    }

    @Test
    void whyAReadingFailedIsTold() throws Exception {
        worker.follow(Script.pages(1).failing(page -> true, PageFault.UNDRAWABLE));
        String url = receiver.url();
        read(MODEL, webhook(url));

        JsonNode body = json.readTree(receiver.await(url, 1).getFirst().body());
        assertThat(body.path("type").asText()).isEqualTo("ocr.job.failed");
        assertThat(body.at("/data/error_code").asText()).isEqualTo("invalid_document");
    }

    /** What a process of a later version wrote down, while others are still of this one. */
    @Test
    void anErrorThatIsNotKnownYetIsAReadingThatFailed() {
        worker.follow(Script.pages(1).failing(page -> true, PageFault.UNDRAWABLE));
        String url = receiver.url(Collections.nCopies(1000, 500).toArray(Integer[]::new));
        String job = read(MODEL, webhook(url));
        receiver.await(url, 1);

        rows.execute("update webhook_delivery set error_code = 'FUTURE' where job = '" + job + "'");
        rows.execute("update job set error_code = 'FUTURE', lane = 7 where id = '" + job + "'");
        rows.execute("update page_result set fault = 'FUTURE' where job = '" + job + "'");

        await().atMost(LONG).until(() -> receiver.at(url).getLast().body().contains("\"ocr_failed\""));
        String other = receiver.url();
        read(MODEL, webhook(other));
        receiver.await(other, 1);
        client().get("/v1/ocr/jobs/" + job).then().statusCode(200).body("error.code", equalTo("ocr_failed"));
        rows.execute("delete from webhook_delivery where job = '" + job + "'");
    }

    /** Written down by a later version. */
    @Test
    void deliveriesAreListedAndSentAgainWhateverTheirWords() {
        String job = read(MODEL, webhook(receiver.url(410)));
        String id = deliveries(job, "failed", 1).getString("data[0].id");

        rows.execute("update webhook_delivery set event = 'ocr.job.dreamt', last_outcome = 'NAPPED' where id = '" + id
                + "'");
        rows.execute("update page_result set state = 'DREAMT' where job = '" + job + "'");

        assertThat(plain("GET", "/v1/webhooks/deliveries"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"event\":\"ocr.job.dreamt\"", "\"last_outcome\":\"napped\"");
        assertThat(plain("POST", "/v1/webhooks/deliveries/" + id + "/resend")).startsWith("HTTP/1.1 200 ");
        client().get("/v1/ocr/jobs/" + job + "?view=full").then().statusCode(200);
        rows.execute("delete from webhook_delivery where id = '" + id + "'");
    }

    /** The words are none that are published. */
    private static String plain(String method, String path) {
        return RawHttp.answer("127.0.0.1", method, path, PartsResource.KEY);
    }

    /** Of a later version, too: it is due together with one that is known. */
    @Test
    void anEventThatIsNotKnownYetHoldsNoOtherUp() {
        worker.follow(Script.pages(1).failing(page -> true, PageFault.UNDRAWABLE));
        Integer[] always = Collections.nCopies(1000, 500).toArray(Integer[]::new);
        String unknown = read(MODEL, webhook(receiver.url(always)));
        String url = receiver.url(always);
        String known = read(MODEL, webhook(url));
        int tries = receiver.await(url, 1).size();

        rows.execute("update webhook_delivery set due_at = now(), claim = null,"
                + " event = case when job = '" + unknown + "' then 'ocr.job.dreamt' else event end"
                + " where job in ('" + unknown + "', '" + known + "')");

        receiver.await(url, tries + 1);
        assertThat(rows.count("webhook_delivery where claim is null and job = '" + unknown + "'"))
                .as("left to who knows it")
                .isOne();
        rows.execute("delete from webhook_delivery where job in ('" + unknown + "', '" + known + "')");
    }

    @Test
    void onlyWhatWasAskedForIsTold() throws Exception {
        worker.follow(Script.of(_ -> List.of(), _ -> List.of()));
        String url = receiver.url();
        String events = "\"webhook\": {\"url\": \"" + url + "\", \"events\": [\"%s\", \"%s\"]}";
        String silent = read(MODEL, events.formatted("ocr.job.completed", "ocr.job.failed"));
        String told = read(MODEL, events.formatted("ocr.job.cancelled", "ocr.job.cancelled"));

        client().delete("/v1/ocr/jobs/" + silent).then().statusCode(200);
        client().delete("/v1/ocr/jobs/" + told).then().statusCode(200);

        JsonNode body = json.readTree(receiver.await(url, 1).getFirst().body());
        assertThat(body.path("type").asText()).isEqualTo("ocr.job.cancelled");
        assertThat(body.at("/data/id").asText()).isEqualTo(told);
        assertThat(rows.count("webhook_delivery where job = '" + silent + "'")).isZero();
        assertThat(rows.count("webhook where subject = '" + silent + "'")).isZero();
    }

    @Test
    void whatFailsIsTriedAgainUnderTheSameId() {
        String url = receiver.url(500, WebhookReceiver.DROP, 429, 204);
        String job = read(MODEL, webhook(url));

        List<Received> messages = receiver.await(url, 4);
        assertThat(messages)
                .extracting(Received::id)
                .containsOnly(messages.getFirst().id());
        assertThat(messages)
                .extracting(Received::body)
                .containsOnly(messages.getFirst().body());
        assertThat(messages).allMatch(message -> message.isSignedWith(secret));
        JsonPath listed = deliveries(job, "delivered", 1);
        assertThat(listed.getInt("data[0].attempts")).isEqualTo(4);
        assertThat(listed.getInt("data[0].last_status")).isEqualTo(204);
        assertThat(receiver.at(url)).hasSize(4);
    }

    /** The day is over before the next attempt. */
    @Test
    void whatFailsForADayIsGivenUp() {
        String url = receiver.url(Collections.nCopies(1000, 500).toArray(Integer[]::new));
        String job = read(MODEL, webhook(url));
        receiver.await(url, 1);
        JsonPath waiting = deliveries(job, "waiting", 1);
        assertThat(waiting.getInt("data[0].next_attempt_at")).isPositive();

        rows.execute("update webhook_delivery set begun_at = now() - interval '24 hours' where job = '" + job + "'");

        JsonPath listed = deliveries(job, "failed", 1);
        assertThat(listed.getString("data[0].last_outcome")).isEqualTo("refused");
        assertThat(listed.getInt("data[0].last_status")).isEqualTo(500);
        assertThat(listed.getString("data[0].next_attempt_at")).isNull();
    }

    @Test
    void aReceiverThatIsGoneIsLeftAlone() {
        String url = receiver.url(410);
        String job = read(MODEL, webhook(url));

        JsonPath listed = deliveries(job, "failed", 1);
        assertThat(listed.getString("data[0].last_outcome")).isEqualTo("gone");
        assertThat(listed.getInt("data[0].last_status")).isEqualTo(410);
        assertThat(receiver.at(url)).hasSize(1);
    }

    @Test
    void redirectsAreNotFollowed() {
        String url = receiver.url(302, 307, 200);
        String job = read(MODEL, webhook(url));

        deliveries(job, "delivered", 1);
        assertThat(receiver.at(url)).hasSize(3);
    }

    /** A receiver may stand where documents are not fetched from, and the other way round: each has its own networks. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "169.254.169.254", "[::ffff:127.0.0.1]"})
    void privateAddressesAreNotConnectedTo(String host) throws Exception {
        try (WebhookReceiver inside = new WebhookReceiver("127.0.0.1")) {
            String url = inside.url().replace("127.0.0.1", host);
            String job = read(MODEL, webhook(url));

            JsonPath listed = deliveries(job, "failed", 1);
            assertThat(listed.getString("data[0].last_outcome")).isEqualTo("address_not_allowed");
            assertThat(listed.getString("data[0].last_status")).isNull();
            assertThat(inside.at(url)).isEmpty();
        }
    }

    @Test
    void aDeliveryIsSentAgainOnDemand() {
        String url = receiver.url(410);
        String job = read(MODEL, webhook(url));
        String id = deliveries(job, "failed", 1).getString("data[0].id");

        client().post("/v1/webhooks/deliveries/" + id + "/resend")
                .then()
                .statusCode(200)
                .body("status", equalTo("waiting"))
                .body("attempts", equalTo(0))
                .body("completed_at", nullValue());

        assertThat(receiver.await(url, 2)).extracting(Received::id).containsOnly(id);
        deliveries(job, "delivered", 1);
    }

    @Test
    void aFormerSecretSignsBesideTheNewOne() {
        String former = secret;
        String newest = newSecret();
        String url = receiver.url();
        read(MODEL, webhook(url));

        Received message = receiver.await(url, 1).getFirst();
        assertThat(message.isSignedWith(former)).isTrue();
        assertThat(message.isSignedWith(newest)).isTrue();
        rows.execute("update webhook_secret set expires_at = now() where expires_at is not null");
        read(MODEL, webhook(url));

        Received later = receiver.await(url, 2).getLast();
        assertThat(later.isSignedWith(former)).isFalse();
        assertThat(later.isSignedWith(newest)).isTrue();
        assertThat(later.signatures()).hasSize(1);
    }

    @Test
    void anotherOrganisationSeesNothing() {
        String job = read(MODEL, webhook(receiver.url()));
        String id = deliveries(job, "delivered", 1).getString("data[0].id");

        stranger()
                .get("/v1/webhooks/deliveries?job_id=" + job)
                .then()
                .statusCode(200)
                .body("total", equalTo(0));
        stranger()
                .post("/v1/webhooks/deliveries/" + id + "/resend")
                .then()
                .statusCode(404)
                .body("code", equalTo("delivery_not_found"));
    }

    @Test
    void deliveriesGoWithTheirJob() {
        String url = receiver.url();
        String job = read(MODEL, webhook(url));
        deliveries(job, "delivered", 1);

        client().delete("/v1/ocr/jobs/" + job + "?erase=true").then().statusCode(200);

        assertThat(rows.count("webhook_delivery where url = '" + url + "'")).isZero();
    }

    @Test
    void oldDeliveriesGo() {
        String url = receiver.url();
        String job = read(MODEL, webhook(url));
        deliveries(job, "delivered", 1);
        retention.deleteOld();
        assertThat(rows.count("webhook_delivery where url = '" + url + "'")).isOne();

        rows.execute("update webhook_delivery set ended_at = now() - interval '31 days' where job = '" + job + "'");
        retention.deleteOld();

        assertThat(rows.count("webhook_delivery where url = '" + url + "'")).isZero();
    }

    /** What a process that died had claimed. */
    @Test
    void whatNobodyCameBackToIsSentByAnother() {
        String url = receiver.url(WebhookReceiver.HANG);
        String job = read(MODEL, webhook(url));
        receiver.await(url, 1);

        rows.execute("update webhook_delivery set claim = '" + UUID.randomUUID() + "', due_at = now() where job = '"
                + job + "'");

        List<Received> messages = receiver.await(url, 2);
        assertThat(messages)
                .extracting(Received::id)
                .containsOnly(messages.getFirst().id());
        JsonPath listed = deliveries(job, "delivered", 1);
        assertThat(listed.getInt("data[0].attempts")).isEqualTo(2);
    }

    @Test
    void aReceiverThatHangsHoldsUpNoOtherOrganisation() throws Exception {
        rows.execute("insert into webhook_secret (id, organisation, secret) values (gen_random_uuid(), '"
                + OtherOrganisation.ID + "', '" + secret + "')");
        try (WebhookReceiver slow = new WebhookReceiver("127.0.0.9")) {
            for (int job = 0; job < 40; job++) {
                stranger()
                        .contentType("application/json")
                        .header("Prefer", "respond-async")
                        .body(SomeWebhooks.body(MODEL, webhook(slow.url(WebhookReceiver.HANG))))
                        .post("/v1/ocr")
                        .then()
                        .statusCode(202);
            }
            await().atMost(LONG).until(() -> slow.hanging() >= 4);
            String url = receiver.url();
            String job = read(MODEL, webhook(url));

            receiver.await(url, 1);
            deliveries(job, "delivered", 1);
            assertThat(rows.count("webhook_delivery where organisation = '" + OtherOrganisation.ID
                            + "' and claim is not null"))
                    .isBetween(1L, 4L);
        } finally {
            rows.execute("delete from webhook_delivery where organisation = '" + OtherOrganisation.ID + "'");
            rows.execute("delete from webhook_secret where organisation = '" + OtherOrganisation.ID + "'");
        }
    }
}
