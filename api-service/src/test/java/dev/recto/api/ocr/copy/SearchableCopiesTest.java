package dev.recto.api.ocr.copy;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.PartsResource;
import dev.recto.api.Submissions;
import dev.recto.api.TestDatabase;
import dev.recto.api.contract.Contract;
import dev.recto.api.models.ServedModels;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.storage.TestSweeps;
import dev.recto.model.DocumentTask;
import dev.recto.model.ObjectKeys;
import dev.recto.model.PageText;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the service makes of copies; how workers make them is their tests' affair. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(Lifecycle.PER_CLASS)
class SearchableCopiesTest {
    private static final String MODEL = "fake/copied";
    private static final Duration SOON = Duration.ofMinutes(1);

    @Inject
    ServedModels models;

    @Inject
    ObjectStore store;

    @Inject
    TestDatabase database;

    @Inject
    TestSweeps sweeps;

    @Inject
    ObjectMapper json;

    private CopyingWorker worker;

    /** One for all: a second one would be asked for the first one's copies again. A copy is the text that it was asked for with. */
    @BeforeAll
    void startWorker() {
        worker = new CopyingWorker(
                MODEL,
                40,
                models,
                store,
                DocumentTask::copy,
                task -> worker.stored(ObjectKeys.copyText(task.job(), Objects.requireNonNull(task.copy()))));
    }

    @BeforeEach
    void forget() {
        worker.forget();
    }

    @AfterAll
    void stopWorker() {
        worker.close();
    }

    @Test
    void aCopyIsMadeOfTheDocumentAndItsText() throws IOException {
        String job = worker.read("hello!");
        byte[] copy = client().get(document(job))
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("Content-Disposition", "attachment; filename=\"" + job + ".pdf\"")
                .header("X-Content-Type-Options", "nosniff")
                .extract()
                .asByteArray();

        List<PageText> pages = new ArrayList<>();
        json.readerFor(PageText.class).<PageText>readValues(copy).forEachRemaining(pages::add);
        assertThat(pages).hasSize(40);
        assertThat(pages.get(7).page()).isEqualTo(7);
        assertThat(pages.get(7).pieces()).extracting(PageText.Piece::text).containsExactly("page 7");
    }

    @Test
    void nothingOfItStays() {
        String job = worker.read("hello!");
        client().get(document(job)).then().statusCode(200);
        DocumentTask task = worker.asked().getFirst();
        assertThat(task.job()).hasToString(job);
        await().atMost(SOON).until(() -> {
            sweeps.sweep();
            return database.count("unclaimed_object where object_key like 'jobs/" + job + "/copies/%'") == 0;
        });
        UUID copy = Objects.requireNonNull(task.copy());
        for (String key : List.of(ObjectKeys.copyText(task.job(), copy), ObjectKeys.copyDocument(task.job(), copy))) {
            assertThat(store.exists(key).await().atMost(SOON)).isFalse();
        }
        client().get("/v1/ocr/jobs/" + job).then().statusCode(200);
    }

    @Test
    void whatAWorkerRefusesIsTheAnswer() {
        client().get(document(worker.read("locked!!!")))
                .then()
                .statusCode(400)
                .body(Contract.matches("Error"))
                .body("code", equalTo("encrypted_document"));
    }

    @Test
    void nobodyElseGetsOne() {
        stranger().get(document(worker.read("hello!"))).then().statusCode(404).body("code", equalTo("job_not_found"));
        assertThat(worker.asked()).isEmpty();
    }

    /** A worker that has read it may have it still. */
    @Test
    void ofADeletedFileThereIsNeitherCopyNorPicture() {
        String file = Submissions.file("deleted.pdf", "%PDF-1.7 to be deleted");
        String job = worker.readFile(file);
        client().delete("/v1/files/" + file).then().statusCode(200);
        for (String path : List.of(document(job), "/v1/ocr/jobs/" + job + "/pages/0/picture")) {
            client().get(path).then().statusCode(404).body("code", equalTo("file_not_found"));
        }
        assertThat(worker.asked()).isEmpty();
        client().get("/v1/ocr/jobs/" + job).then().statusCode(200);
    }

    @Test
    void whatWasNotReadHasNone() {
        worker.readNothing();
        String job = Submissions.reading(worker.body("hello!"));
        client().get(document(job)).then().statusCode(409).body("code", equalTo("job_not_finished"));
        client().delete("/v1/ocr/jobs/" + job).then().statusCode(200);
    }

    private static String document(String job) {
        return "/v1/ocr/jobs/" + job + "/document?format=pdf";
    }
}
