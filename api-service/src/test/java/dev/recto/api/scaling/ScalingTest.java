package dev.recto.api.scaling;

import static dev.recto.api.HttpClients.management;
import static dev.recto.api.Impatient.ASLEEP;
import static dev.recto.api.Impatient.KNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.recto.api.HttpClients;
import dev.recto.api.Impatient;
import dev.recto.api.PartsResource;
import dev.recto.api.Submissions;
import dev.recto.api.TestDatabase;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Impatient.class)
class ScalingTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String LEFT_BEHIND = "fake/left-behind";

    @Inject
    ServedModels served;

    @Inject
    TestDatabase rows;

    @BeforeEach
    @AfterEach
    void forget() {
        rows.execute("delete from job where model = '" + ASLEEP + "'");
    }

    @Test
    void aDocumentCountsAsAPageUntilItsPagesAreKnownAndTheseUntilTheyAreRead() {
        assertThat(asked(0, 0, 0, 0)).isTrue();

        read();
        read();
        await().atMost(LIMIT).until(() -> asked(2, 0, 2, 0));

        try (FakeWorker worker = new FakeWorker(ASLEEP, 1, Script.opening(3))) {
            await().atMost(LIMIT).until(() -> asked(6, 6, 0, 1));
            await().atMost(LIMIT).until(() -> worker.taken().size() >= 2);
            assertThat(rows.count("page_queue where state = 'SENT' and model = '" + ASLEEP + "'"))
                    .isEqualTo(2);

            worker.taken().forEach(task -> worker.reply(Script.pages(3).read(task)));
            await().atMost(LIMIT).until(() -> asked(4, 4, 0, 1));
            worker.follow(Script.pages(3));
            await().atMost(LIMIT).until(() -> {
                worker.taken().forEach(task -> worker.reply(Script.pages(3).read(task)));
                return asked(0, 0, 0, 1);
            });
        }
    }

    @Test
    void theGaugesSayTheSame() {
        await().atMost(LIMIT).until(() -> gauges(0, 0));

        read();
        await().atMost(LIMIT).until(() -> gauges(0, 1));
        rows.execute("delete from job where model = '" + ASLEEP + "'");
        await().atMost(LIMIT).until(() -> gauges(0, 0));
    }

    @Test
    void workForModelsThatNobodyOffersIsToldToo() {
        for (String model : List.of(LEFT_BEHIND, LEFT_BEHIND + "/2")) {
            rows.execute("""
                    insert into job (id, organisation, project, api_key, lane, state, model, object_key, size_bytes,
                                     read_options, answer_form, expires_at)
                    select gen_random_uuid(), organisation, project, id, 0, 'ACCEPTED', '%s', 'nowhere', 1, '{}', '{}',
                           now() + interval '1 hour'
                    from api_key where name = 'bootstrap'
                    """.formatted(model));
        }
        rows.execute("""
                insert into page_queue (job, number, organisation, lane, model, state, turn)
                select id, number, organisation, 0, model, 'WAITING', 0 from job, generate_series(0, 2) as number
                where model = '%s'
                """.formatted(LEFT_BEHIND));

        await().atMost(LIMIT).until(() -> gauges(LEFT_BEHIND, 3, 1) && gauges(LEFT_BEHIND + "/2", 0, 1));
        rows.execute("delete from job where model like '" + LEFT_BEHIND + "%'");
        await().atMost(LIMIT).until(() -> !management("/q/metrics").asString().contains("open{model=\"" + LEFT_BEHIND));
    }

    @ParameterizedTest
    @ValueSource(strings = {ASLEEP, "fake%2Fasleep", KNOWN})
    void everyKnownModelIsAnswered(String model) {
        RestAssured.given()
                .urlEncodingEnabled(false)
                .get(HttpClients.managementUri("/q/scaling/" + model))
                .then()
                .statusCode(200)
                .contentType(equalTo("application/json"))
                .body("open", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/scaling/fake/unknown", "/q/scaling/", "/q/scaling/fake/asleep/"})
    void anUnknownModelIsNoZero(String path) {
        management(path).then().statusCode(404);
    }

    @Test
    void clientsDontSeeIt() {
        HttpClients.client().get("/q/scaling/" + ASLEEP).then().statusCode(404);
    }

    private static void read() {
        Submissions.reading("{\"model\": \"" + ASLEEP + "\", \"document\": {\"content\": \"aGVsbG8=\"}}");
    }

    private static boolean asked(int open, int pages, int documents, int slots) {
        JsonPath answer = management("/q/scaling/" + ASLEEP)
                .then()
                .statusCode(200)
                .body("model", equalTo(ASLEEP))
                .extract()
                .jsonPath();
        return answer.getInt("open") == open
                && answer.getInt("pages") == pages
                && answer.getInt("documents") == documents
                && answer.getInt("slots") == slots;
    }

    private static boolean gauges(int pages, int documents) {
        return gauges(ASLEEP, pages, documents);
    }

    private static boolean gauges(String model, int pages, int documents) {
        String metrics = management("/q/metrics").asString();
        return metrics.contains("recto_pages_open{model=\"" + model + "\"} " + pages + ".0")
                && metrics.contains("recto_documents_open{model=\"" + model + "\"} " + documents + ".0");
    }
}
