package dev.recto.api.outage;

import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.lessThan;

import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.Topics;
import dev.recto.model.WorkerHeartbeat;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A broker that is away delays, and the service recovers without being started again. */
@QuarkusTest
@TestProfile(OwnBroker.class)
@TestInstance(Lifecycle.PER_CLASS)
class BrokerOutageTest {
    private static final String MODEL = "fake/steady";
    private static final String INLINE = "{\"model\": \"fake/steady\", \"document\": {\"content\": \"aGVsbG8=\"}}";
    private static final Duration LONG = Duration.ofMinutes(2);

    /** More than it takes to believe a worker dead. */
    private static final Duration OUTAGE = Duration.ofSeconds(WorkerHeartbeat.EXPIRY_SECONDS + 5);

    @Inject
    ServedModels models;

    @Inject
    SmallRyeHealthReporter health;

    @Inject
    MeterRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private Broker broker;

    private FakeWorker worker;

    @BeforeAll
    void startWorker() {
        worker = new FakeWorker(MODEL, 4, Script.pages(3)).awaitServed(models);
    }

    @AfterAll
    void stopWorker() {
        worker.close();
    }

    @Test
    void jobsAreAcceptedWhileTheBrokerIsDeadAndReadAfterwards() {
        broker.kill();
        String job = accept();
        goesOnWithoutTheBroker();
        assertThat(status(job)).isEqualTo("queued");
        broker.start();
        isRead(job);
    }

    @Test
    void jobsAreAcceptedWhileTheBrokerIsFrozenAndReadAfterwards() {
        broker.freeze();
        String job;
        try {
            job = accept();
            goesOnWithoutTheBroker();
            assertThat(status(job)).isEqualTo("queued");
        } finally {
            broker.thaw();
        }
        isRead(job);
    }

    @Test
    void topicsThatSomebodyDeletedAreMadeAgain() throws Exception {
        isRead(accept());
        try (Admin admin = Admin.create(broker())) {
            admin.deleteTopics(List.of(Topics.DOCUMENTS, Topics.pages(MODEL), Topics.RESULTS, Topics.WORKERS))
                    .all()
                    .get();
        }
        isRead(accept());
    }

    private static Map<String, Object> broker() {
        return FakeWorker.broker(ConfigProvider.getConfig());
    }

    private static String accept() {
        return client().header("Prefer", "respond-async")
                .body(INLINE)
                .contentType("application/json")
                .post("/v1/ocr")
                .then()
                .statusCode(202)
                .time(lessThan(10_000L))
                .extract()
                .header("X-Recto-Job");
    }

    private void goesOnWithoutTheBroker() {
        double failures = failures();
        await().during(OUTAGE).atMost(LONG).until(() -> models.slots(MODEL) > 0);
        // It is told again and again, not once
        await().atMost(LONG).until(() -> failures() > failures + 1);
        client().get("/v1/models").then().statusCode(200).time(lessThan(10_000L));
        // Ready nevertheless, but it says what is the matter
        JsonObject readiness = health.getReadiness().getPayload();
        assertThat(readiness.getString("status")).isEqualTo("UP");
        assertThat(readiness.toString()).contains("{\"answers\":false}");
    }

    private double failures() {
        return registry
                .find("recto.messages.sent")
                .tags("topic", Topics.DOCUMENTS, "outcome", "failed")
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static String status(String job) {
        return client().get("/v1/ocr/jobs/" + job)
                .then()
                .statusCode(200)
                .extract()
                .path("status");
    }

    private static void isRead(String job) {
        await().atMost(LONG).until(() -> status(job), "completed"::equals);
        client().get("/v1/ocr/jobs/" + job)
                .then()
                .body("result.pages.markdown", contains("page 0", "page 1", "page 2"));
    }
}
