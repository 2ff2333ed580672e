package dev.recto.api.worker;

import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.models.ServedModels;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rolling restart: workers of the build before and of a later one read for this one's API, alone and side by side with its own. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class OtherBuildsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Inject
    ServedModels models;

    @Inject
    TestDatabase database;

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void aWorkerOfAnotherBuildOpensAndReads(String build) {
        String model = "builds/" + build;
        try (OtherBuild worker = new OtherBuild(build, model)) {
            await().atMost(LONG).until(() -> models.slots(model) > 0);

            read(model);
            read(model);

            assertThat(worker.missed()).isEmpty();
            assertThat(worker.read()).hasSize(4);
        }
    }

    @Test
    void theyReadSideBySideWithThisOnesAndNothingIsLostOrDelayed() {
        String model = "builds/all";
        try (OtherBuild before = new OtherBuild("before", model);
                FakeWorker ours = new FakeWorker(model, 2, Script.pages(2));
                OtherBuild after = new OtherBuild("after", model)) {
            await().atMost(LONG).until(() -> models.slots(model) >= 6);

            for (int i = 0; i < 5; i++) {
                read(model);
            }

            assertThat(before.missed()).isEmpty();
            assertThat(after.missed()).isEmpty();
            assertThat(ours.taken()).isNotEmpty();
        }
    }

    @Test
    void aReplyOfAKindThatIsNotKnownYetHoldsNoneUp() {
        String model = "builds/sung";
        try (OtherBuild after = new OtherBuild("after", model)) {
            await().atMost(LONG).until(() -> models.slots(model) > 0);
            after.say("reply", after.recorded("unknown-reply"));
            read(model);
        }
    }

    /** Instances of the API go on side by side, too. */
    @Test
    void aStateOfALaterApiIsToldAsFarAsItIsKnown() {
        String model = "builds/moved";
        try (FakeWorker worker = new FakeWorker(model, 2, Script.pages(2))) {
            worker.awaitServed(models);
            String job = read(model);
            database.execute("update job set state = 'LATER' where id = '" + job + "'");
            told(job, "failed");
            database.execute("update job set ended_at = null where id = '" + job + "'");
            told(job, "running");
            client().delete("/v1/ocr/jobs/" + job).then().statusCode(200).body("status", equalTo("cancelled"));
        }
    }

    private static void told(String job, String status) {
        client().get("/v1/ocr/jobs/" + job).then().statusCode(200).body("status", equalTo(status));
    }

    private static String read(String model) {
        return client().contentType("application/json")
                .body("{\"model\": \"" + model + "\", \"document\": {\"content\": \"aGVsbG8=\"}}")
                .post("/v1/ocr")
                .then()
                .statusCode(200)
                .body("pages", hasSize(2))
                .extract()
                .header("X-Recto-Job");
    }
}
