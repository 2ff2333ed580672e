package dev.recto.api.ocr;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.PartsResource;
import dev.recto.api.Submissions;
import dev.recto.api.TestDatabase;
import dev.recto.api.models.ServedModels;
import dev.recto.api.storage.Checksum;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.webhook.SomeWebhooks;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.PiecesScript;
import dev.recto.model.ModelVersion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was read once is answered again without being read, and never where it might be another answer. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class ResultCacheTest {
    private static final ModelVersion FIRST = new ModelVersion("first", false);
    private static final ModelVersion SECOND = new ModelVersion("second", false);
    private static final Duration LONG = Duration.ofMinutes(1);

    @Inject
    ServedModels models;

    @Inject
    ObjectStore store;

    @Inject
    TestDatabase database;

    private final String model = "fake/known-" + UUID.randomUUID();
    private final String own = UUID.randomUUID().toString();
    private final List<FakeWorker> workers = new ArrayList<>();
    private PiecesScript script;

    @BeforeEach
    void startWorker() {
        script = serve(FIRST);
    }

    @AfterEach
    void stopWorkers() {
        workers.forEach(FakeWorker::close);
    }

    @Test
    void theSameDocumentIsAnsweredWithoutAWorker() {
        Response first = read(document("one|two|three"));
        assertOutcome(first, "miss");
        assertThat(first.<Integer>path("usage.total_tokens")).isEqualTo(330);

        Response second = read(document("one|two|three"));

        assertOutcome(second, "hit");
        assertThat(reads(script)).hasSize(3);
        for (String part : List.of("pages", "document_annotation", "model", "object", "usage_info.applied_settings")) {
            assertThat(second.<Object>path(part)).as(part).isEqualTo(first.path(part));
        }
        assertThat(second.header("X-Recto-Job")).isNotEqualTo(first.header("X-Recto-Job"));
        assertThat(second.<Integer>path("usage_info.pages_processed")).isEqualTo(3);
        assertThat(second.<Integer>path("usage_info.pages_cached")).isEqualTo(3);
        assertThat(second.<Integer>path("usage.total_tokens")).isZero();
        assertThat(client().get("/v1/ocr/jobs/" + second.header("X-Recto-Job")).<Object>path("result.pages"))
                .isEqualTo(first.path("pages"));
    }

    @Test
    void aDocumentOfOnePageIsAnsweredToo() {
        assertOutcome(read(document("only")), "miss");
        assertOutcome(read(document("only")), "hit");
        assertThat(reads(script)).hasSize(1);
    }

    @Test
    void whoDoesNotWaitLearnsAtOnceThatItIsRead() {
        read(document("one|two"));
        Response accepted = post(client().header("Prefer", "respond-async"), document("one|two"));
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.<String>path("status")).isEqualTo("completed");
        assertThat(accepted.header("X-Recto-Cache")).isEqualTo("hit");
    }

    @Test
    void ofADocumentOneOfWhosePagesChangedThatOneIsRead() {
        Response first = read(document("one|two|three"));
        Response second = read(document("one|new|three"));

        assertOutcome(second, "partial");
        assertThat(reads(script)).hasSize(4).last().asString().contains("new");
        assertThat(second.<String>path("pages[0].markdown")).isEqualTo(first.path("pages[0].markdown"));
        assertThat(second.<String>path("pages[1].markdown")).contains("new");
        assertThat(second.<String>path("pages[2].markdown")).isEqualTo(first.path("pages[2].markdown"));
        assertThat(second.<Integer>path("usage_info.pages_cached")).isEqualTo(2);
        assertThat(second.<Integer>path("usage.total_tokens")).isEqualTo(110);
    }

    @Test
    void pagesAreKnownWhereverTheyStand() {
        read(document("one|two#by one"));
        Response second = read(document("two|one#by another"));
        assertOutcome(second, "hit");
        assertThat(second.<String>path("pages[0].markdown")).contains("two");
        assertThat(second.<Integer>path("pages[0].index")).isZero();
        assertThat(reads(script)).hasSize(2);
    }

    @Test
    void onlyThePagesThatWereAskedForAreKnown() {
        assertOutcome(read(document("one|two|three") + ", \"pages\": [1]"), "miss");
        assertOutcome(read(document("one|two|three") + ", \"pages\": [1]"), "hit");
        assertOutcome(read(document("one|two|three") + ", \"pages\": [1, 2]"), "partial");
        assertOutcome(read(document("one|two|three")), "partial");
        assertThat(reads(script)).hasSize(3);
        Response beyond = read(document("one|two|three") + ", \"pages\": [3]");
        assertThat(beyond.statusCode()).isEqualTo(400);
        assertThat(beyond.<String>path("code")).isEqualTo("page_out_of_range");
    }

    @Test
    void whatChangesTheReadingIsAnotherReading() {
        read(document("one|two"));
        assertOutcome(read(document("one|two") + ", \"prompt\": \"read it aloud\""), "miss");
        assertOutcome(read(document("one|two") + ", \"extract_header\": true"), "miss");
        assertThat(reads(script)).hasSize(6);
        assertOutcome(read(document("one|two") + ", \"include_blocks\": true, \"table_format\": \"html\""), "hit");
    }

    @Test
    void anotherOrganisationKnowsNothingOfIt() {
        read(document("one|two"));
        assertOutcome(post(stranger(), document("one|two")), "miss");
        assertThat(reads(script)).hasSize(4);
        assertOutcome(post(stranger(), document("one|two")), "hit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-cache", "max-age=0", "private, No-Cache"})
    void whoWantsItReadAnewGetsThat(String header) {
        Response first = read(document("one|two"));
        Response second = post(client().header("Cache-Control", header), document("one|two"));
        assertOutcome(second, "miss");
        assertThat(reads(script)).hasSize(4);
        assertThat(second.<Object>path("pages")).isNotEqualTo(first.path("pages"));

        Response third = read(document("one|two"));
        assertOutcome(third, "hit");
        assertThat(third.<Object>path("pages")).isEqualTo(second.path("pages"));
    }

    @Test
    void nothingIsKeptOfWhatIsNotToBeStored() {
        for (int time = 0; time < 2; time++) {
            Response once = post(client().header("Cache-Control", "no-cache", "no-store"), document("one|two"));
            assertThat(once.statusCode()).isEqualTo(200);
            assertThat(once.header("X-Recto-Cache")).isNull();
        }
        assertThat(read(document("one|two") + ", \"document_password\": \"secret\"")
                        .header("X-Recto-Cache"))
                .isNull();
        assertOutcome(read(document("one|two")), "miss");
        assertThat(reads(script)).hasSize(8);
    }

    @Test
    void itGoesWithItsFile() {
        String file = Submissions.file("known.pdf", text("one|two"));
        assertOutcome(readFile(file), "miss");
        assertOutcome(readFile(file), "hit");
        assertOutcome(read(document("one|two")), "hit");

        client().delete("/v1/files/" + file).then().statusCode(200);

        assertThat(database.count("cached_page where content = '" + digest("one") + "'"))
                .isZero();
        assertOutcome(read(document("one|two")), "miss");
    }

    @Test
    void itGoesWithAFileThatExpires() {
        String file = Submissions.file("known.pdf", text("one|two"));
        readFile(file);
        database.execute("update file set expires_at = now() where id = '" + file + "'");
        assertOutcome(read(document("one|two")), "miss");
    }

    @Test
    void itGoesWithTheReadingThatItComesFrom() {
        String first = read(document("one|two")).header("X-Recto-Job");
        String second = read(document("one|two")).header("X-Recto-Job");
        client().delete("/v1/ocr/jobs/" + first + "?erase=true").then().statusCode(200);

        assertThat(database.count("cached_page where job = '" + first + "'")).isZero();
        assertOutcome(read(document("one|two")), "miss");
        client().get("/v1/ocr/jobs/" + second).then().statusCode(200);
    }

    @Test
    void itIsForgottenInTime() {
        String job = read(document("one|two")).header("X-Recto-Job");
        database.execute("update cached_page set created_at = now() - interval '25 hours' where job = '" + job + "'");
        assertOutcome(read(document("one|two")), "miss");
        assertOutcome(read(document("one|two")), "hit");
    }

    @Test
    void anotherVersionOfTheModelReadsAnew() {
        read(document("one|two"));
        serve(SECOND);
        await().atMost(LONG).until(() -> versionServed().isEmpty());
        assertOutcome(read(document("one|two")), "miss");

        workers.removeFirst().close();
        await().atMost(LONG).until(() -> versionServed().equals(Optional.of(SECOND)));

        for (int time = 0; time < 2; time++) {
            assertThat(read(document("one|two")).<List<String>>path("pages.markdown"))
                    .allMatch(text -> text.endsWith("by second"));
        }
        assertOutcome(read(document("one|two")), "hit");
    }

    @Test
    void whatIsDrawnIsReadAnew() {
        workers.removeFirst().close();
        await().atMost(LONG).until(() -> models.slots(model) == 0);
        PiecesScript sampling = serve(new ModelVersion("drawn", true));
        assertOutcome(read(document("one|two")), "miss");
        assertOutcome(read(document("one|two")), "miss");
        assertThat(reads(sampling)).hasSize(4);
    }

    @Test
    void whatWentInCirclesIsReadAnew() {
        read(document("one|in circles"));
        assertOutcome(read(document("one|in circles")), "partial");
        assertThat(reads(script)).hasSize(3);
    }

    @Test
    void pixelsOfPicturesAreTheirReadingsAlone() {
        String wanted = document("one|a picture") + ", \"include_image_base64\": true";
        read(wanted);
        assertOutcome(read(wanted), "partial");
        read(document("one|a picture"));
        assertOutcome(read(document("one|a picture")), "hit");
    }

    @Test
    void theEndOfWhatWasKnownIsTold() {
        SomeWebhooks.newSecret();
        read(document("one|two"));
        Response told = read(document("one|two") + ", " + SomeWebhooks.webhook("http://127.0.0.9:9/"));
        assertOutcome(told, "hit");
        assertThat(database.count("webhook_delivery where job = '" + told.header("X-Recto-Job") + "'"))
                .isOne();
    }

    @Test
    void rowsOfABatchAreAnsweredToo() {
        read(document("one|two"));
        String batch = Submissions.batch(
                "{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"body\": {" + document("one|two") + "}}]}");
        await().atMost(LONG).until(() -> client().get("/v1/batch/jobs/" + batch).path("status"), "SUCCESS"::equals);
        assertThat(client().get("/v1/batch/jobs/" + batch).<Integer>path("succeeded_requests"))
                .isOne();
        assertThat(reads(script)).hasSize(2);
    }

    @Test
    void withoutTheCacheEverythingIsRead() {
        read(document("one|two"));
        database.execute("alter table cached_page rename to cached_page_away");
        try {
            assertThat(read(document("one|two")).statusCode()).isEqualTo(200);
            assertThat(reads(script)).hasSize(4);
        } finally {
            database.execute("alter table cached_page_away rename to cached_page");
        }
        assertOutcome(read(document("one|two")), "hit");
    }

    private Optional<ModelVersion> versionServed() {
        return models.find(model).flatMap(served -> Optional.ofNullable(served.version()));
    }

    /** Documents are opened by any worker: not those of other tests. */
    private List<String> reads(PiecesScript reading) {
        return reading.read().stream().filter(piece -> piece.startsWith(own)).toList();
    }

    private PiecesScript serve(ModelVersion version) {
        PiecesScript reading = new PiecesScript(store, version);
        int before = models.slots(model);
        workers.add(FakeWorker.of(version, model, 4, reading));
        await().atMost(LONG).until(() -> models.slots(model) > before);
        return reading;
    }

    private void assertOutcome(Response answer, String outcome) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.header("X-Recto-Cache")).isEqualTo(outcome);
    }

    /** Fields of a request; the pages are no other test's. */
    private String document(String pages) {
        String base64 = Base64.getEncoder().encodeToString(text(pages).getBytes(UTF_8));
        return "\"model\": \"" + model + "\", \"document\": {\"content\": \"" + base64 + "\"}";
    }

    private String text(String pages) {
        return "%PDF-1.7#" + pages.replaceAll("(^|\\|)", "$1" + own + " ");
    }

    private String digest(String page) {
        return Checksum.sha256((own + " " + page).getBytes(UTF_8));
    }

    private Response read(String fields) {
        return post(client(), fields);
    }

    private static Response post(RequestSpecification request, String fields) {
        return request.contentType("application/json").body("{" + fields + "}").post("/v1/ocr");
    }

    private Response readFile(String file) {
        return client().contentType("application/json")
                .body(Map.of("model", model))
                .post("/v1/files/" + file + "/ocr");
    }
}
