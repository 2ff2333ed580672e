package dev.recto.api.ocr.copy;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.recto.api.PartsResource;
import dev.recto.api.Submissions;
import dev.recto.api.TestDatabase;
import dev.recto.api.contract.Contract;
import dev.recto.api.models.ServedModels;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentTask;
import dev.recto.model.ObjectKeys;
import dev.recto.model.PageDrawing;
import dev.recto.model.WorkerReply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service makes of pictures; how workers draw them is their tests' affair. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(Lifecycle.PER_CLASS)
class PagePicturesTest {
    private static final String MODEL = "fake/drawn";
    private static final Duration SOON = Duration.ofMinutes(1);

    @Inject
    ServedModels models;

    @Inject
    ObjectStore store;

    @Inject
    TestDatabase database;

    private final List<DocumentTask> asked = new CopyOnWriteArrayList<>();
    private FakeWorker worker;

    @BeforeAll
    void startWorker() {
        worker = new FakeWorker(MODEL, 4, Script.of(this::probe, Script.pages(3)::read)).awaitServed(models);
    }

    @BeforeEach
    void forget() {
        worker.follow(Script.of(this::probe, Script.pages(3)::read));
        asked.clear();
    }

    @AfterAll
    void stopWorker() {
        worker.close();
    }

    /** A picture says which page it is of; what is locked has none. */
    private List<WorkerReply> probe(DocumentTask task) {
        PageDrawing drawing = task.drawing();
        if (drawing == null) {
            return Script.pages(3).probe(task);
        }
        asked.add(task);
        if (new String(store.read(task.objectKey()).await().atMost(SOON), UTF_8).startsWith("locked")) {
            put(ObjectKeys.copyRefusal(task.job(), drawing.id()), DocumentFault.ENCRYPTED.name());
        } else {
            put(ObjectKeys.copyDocument(task.job(), drawing.id()), "page " + drawing.page());
        }
        return List.of();
    }

    @Test
    void aPageIsDrawnByAWorkerAndNothingOfItStays() {
        String job = read("hello!");
        byte[] picture = client().get(picture(job, "2"))
                .then()
                .statusCode(200)
                .contentType("image/jpeg")
                .header("Cache-Control", "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .extract()
                .asByteArray();

        assertThat(picture).asString(UTF_8).isEqualTo("page 2");
        await().atMost(SOON)
                .until(() -> database.count("unclaimed_object where object_key like 'jobs/" + job + "/copies/%'") == 0);
        PageDrawing drawing = Objects.requireNonNull(asked.getFirst().drawing());
        String key = ObjectKeys.copyDocument(asked.getFirst().job(), drawing.id());
        assertThat(store.exists(key).await().atMost(SOON)).isFalse();
    }

    @Test
    void aPageCanBeSeenBeforeItWasRead() {
        worker.follow(Script.of(this::probe, any -> List.of()));
        String job = Submissions.reading(body("hello!"));
        client().get(picture(job, "0")).then().statusCode(200);
        client().delete("/v1/ocr/jobs/" + job).then().statusCode(200);
    }

    @Test
    void whatAWorkerRefusesIsTheAnswer() {
        client().get(picture(read("locked!!!"), "0"))
                .then()
                .statusCode(400)
                .body(Contract.matches("Error"))
                .body("code", equalTo("encrypted_document"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "-1", "0x1", "99999999999", "one"})
    void aPageThatTheReadingDoesNotHaveIsNotFound(String page) {
        client().get(picture(read("hello!"), page))
                .then()
                .statusCode(404)
                .body(Contract.matches("Error"))
                .body("code", equalTo("not_found"));
        assertThat(asked).isEmpty();
    }

    @Test
    void nobodyElseSeesOne() {
        stranger().get(picture(read("hello!"), "0")).then().statusCode(404).body("code", equalTo("job_not_found"));
        assertThat(asked).isEmpty();
    }

    private static String picture(String job, String page) {
        return "/v1/ocr/jobs/" + job + "/pages/" + page + "/picture";
    }

    private static String body(String text) {
        String content = Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
        return "{\"model\": \"" + MODEL + "\", \"document\": {\"content\": \"" + content + "\"}}";
    }

    private static String read(String text) {
        return client().contentType("application/json")
                .body(body(text))
                .post("/v1/ocr")
                .then()
                .statusCode(200)
                .extract()
                .header("X-Recto-Job");
    }

    private void put(String key, String text) {
        store.put(key, text.getBytes(UTF_8)).await().atMost(SOON);
    }
}
