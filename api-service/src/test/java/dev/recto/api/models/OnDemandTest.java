package dev.recto.api.models;

import static dev.recto.api.Impatient.ASLEEP;
import static dev.recto.api.Impatient.KNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;

import dev.recto.api.HttpClients;
import dev.recto.api.Impatient;
import dev.recto.api.PartsResource;
import dev.recto.api.Submissions;
import dev.recto.api.TestDatabase;
import dev.recto.api.contract.Contract;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.PageTask;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model without workers, asked for as if it had some; another one's worker is there and opens its documents. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Impatient.class)
@TestInstance(Lifecycle.PER_CLASS)
class OnDemandTest {
    private static final String AWAKE = "fake/awake";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String DOCUMENT = "\"document\": {\"content\": \"aGVsbG8=\"}";
    private static final String BODY = "{\"model\": \"" + ASLEEP + "\", " + DOCUMENT + "}";

    @Inject
    ServedModels served;

    @Inject
    TestDatabase rows;

    private FakeWorker other;

    @BeforeAll
    void startTheOther() {
        other = new FakeWorker(AWAKE, 4, Script.pages(2)).awaitServed(served);
    }

    @AfterAll
    void stopTheOther() {
        other.close();
    }

    /** Until it is heard of that the test's worker is gone, what that one could do is what the model can do. */
    @AfterEach
    void forget() {
        await().atMost(LIMIT).until(() -> served.slots(ASLEEP) == 0);
        rows.execute("delete from job where model = '" + ASLEEP + "'");
    }

    @Test
    void itIsListed() {
        client().get("/v1/models")
                .then()
                .statusCode(200)
                .body("data.id", contains(ASLEEP, AWAKE))
                .body("data.is_default", contains(true, false));
        client().get("/v2/ocr/models").then().statusCode(200).body("data.name", contains(ASLEEP, AWAKE));
    }

    /** Of the official clients some write the slash of an id as it is, and some do not. */
    @Test
    void oneIsDescribedByItsId() {
        for (String address : List.of(AWAKE, AWAKE.replace("/", "%2F"))) {
            client().urlEncodingEnabled(false)
                    .get("/v1/models/" + address)
                    .then()
                    .statusCode(200)
                    .body(Contract.matches("Model"))
                    .body("id", equalTo(AWAKE));
        }
        client().get("/v1/models/fake/none").then().statusCode(404).body(Contract.matches("Error"));
    }

    @Test
    void whoDoesNotWaitIsAnsweredAtOnceAndTheWorkerThatComesReads() {
        String job = Submissions.reading(BODY);
        await().atMost(LIMIT)
                .until(() -> rows.count("page_queue where state = 'WAITING' and job = '" + job + "'") == 2);
        assertThat(other.taken()).noneMatch(task -> task.model().equals(ASLEEP));

        try (FakeWorker worker = new FakeWorker(ASLEEP, 2, Script.pages(2))) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> client().get("/v1/ocr/jobs/" + job)
                            .then()
                            .statusCode(200)
                            .body("status", equalTo("completed"))
                            .body("result.model", equalTo(ASLEEP))
                            .body("result.pages.markdown", contains("page 0", "page 1")));
            assertThat(taken(worker, job)).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"/v1/ocr", "/v2/ocr", "/v1/files/{file}/ocr"})
    void whoWaitsIsToldOfTheJobAndWhenToAskForIt(String route) {
        client().body(BODY)
                .post(route.replace("{file}", Submissions.file("a.pdf", "%PDF-1.7\n")))
                .then()
                .statusCode(500)
                .header("X-Recto-Job", matchesPattern("[0-9a-f-]{36}"))
                .header("Retry-After", "7")
                .body("code", equalTo("ocr_timeout"))
                .body("message", containsString("Reading goes on"));
    }

    @Test
    void aBatchWaitsForItsWorker() {
        String batch = Submissions.batch("{\"endpoint\": \"/v1/ocr\", \"model\": \"" + ASLEEP
                + "\", \"requests\": [{\"custom_id\": \"a\", \"body\": {" + DOCUMENT + "}}]}");
        await().atMost(LIMIT)
                .until(() -> rows.count("page_queue where state = 'WAITING' and model = '" + ASLEEP + "'") == 2);

        try (FakeWorker worker = new FakeWorker(ASLEEP, 2, Script.pages(2))) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> client().get("/v1/batch/jobs/" + batch)
                            .then()
                            .body("status", equalTo("SUCCESS"))
                            .body("succeeded_requests", equalTo(1)));
            assertThat(worker.taken()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"/v1/ocr", "/v2/ocr", "/v1/files/{file}/ocr"})
    void otherModelsWithoutWorkersStayErrors(String route) {
        String path = route.replace("{file}", Submissions.file("a.pdf", "%PDF-1.7\n"));
        client().body(BODY.replace(ASLEEP, "fake/unknown"))
                .post(path)
                .then()
                .statusCode(400)
                .body("code", equalTo("model_not_found"))
                .body("message", containsString(ASLEEP));
        client().body(BODY.replace(ASLEEP, KNOWN))
                .post(path)
                .then()
                .statusCode(503)
                .body("code", equalTo("service_unavailable"));
        assertThat(rows.count("job where model in ('fake/unknown', '" + KNOWN + "')"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"'{%s}'", "'{\"model\": null, %s}'", "'{\"model\": \"mistral-ocr-latest\", %s}'"})
    void theDefaultIsTheSameWhetherItSleepsOrNot(String body) {
        String asked = body.formatted(DOCUMENT);
        assertThat(modelOf(Submissions.reading(asked))).isEqualTo(ASLEEP);

        try (FakeWorker worker = new FakeWorker(ASLEEP, 2, Script.opening(2)).awaitServed(served)) {
            assertThat(modelOf(Submissions.reading(asked))).isEqualTo(ASLEEP);
            assertThat(worker).isNotNull();
        }
        await().atMost(LIMIT).until(() -> served.slots(ASLEEP) == 0);
        assertThat(modelOf(Submissions.reading(asked))).isEqualTo(ASLEEP);
    }

    @Test
    void instructionsThatItFollowsReachItAndTheOthersAreNamed() {
        String job = Submissions.reading("{\"model\": \"" + ASLEEP + "\", \"prompt\": \"Only numbers\","
                + " \"document_annotation_prompt\": \"Which day?\", " + DOCUMENT + "}");

        try (FakeWorker worker = new FakeWorker(ASLEEP, 2, Script.pages(1))) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> client().get("/v1/ocr/jobs/" + job)
                            .then()
                            .body("status", equalTo("completed"))
                            .body(
                                    "result.usage_info.applied_settings.unfollowed",
                                    hasItem("document_annotation_prompt")));
            assertThat(taken(worker, job))
                    .isNotEmpty()
                    .allSatisfy(task -> assertThat(task.options().prompt()).isEqualTo("Only numbers"))
                    .allSatisfy(task ->
                            assertThat(task.options().annotationPrompt()).isNull());
        }
    }

    /** A worker that comes hears of the tasks of others, too. */
    private static List<PageTask> taken(FakeWorker worker, String job) {
        return worker.taken().stream()
                .filter(task -> task.job().toString().equals(job))
                .toList();
    }

    private static String modelOf(String job) {
        return client().get("/v1/ocr/jobs/" + job)
                .then()
                .statusCode(200)
                .extract()
                .path("model");
    }

    private static RequestSpecification client() {
        return HttpClients.client().contentType("application/json");
    }
}
