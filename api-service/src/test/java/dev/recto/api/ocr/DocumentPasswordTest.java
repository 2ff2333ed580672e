package dev.recto.api.ocr;

import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.recto.api.PartsResource;
import dev.recto.api.Submissions;
import dev.recto.api.TestDatabase;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentPassword;
import dev.recto.model.DocumentTask;
import dev.recto.model.PageFault;
import dev.recto.model.PageTask;
import dev.recto.model.WorkerReply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A password goes to whoever opens the document, and is kept only as long as somebody may have to. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentPasswordTest {
    private static final String MODEL = "fake/locksmith";
    private static final String PASSWORD = "open-sesame-4711";
    private static final String DOCUMENT = "\"model\": \"" + MODEL + "\", \"document\": {\"content\": \"aGVsbG8=\"}";
    private static final String PROTECTED = "{" + DOCUMENT + ", \"document_password\": \"" + PASSWORD + "\"}";
    private static final Duration LONG = Duration.ofMinutes(1);

    @Inject
    ServedModels models;

    @Inject
    TestDatabase database;

    private final Queue<DocumentTask> opened = new ConcurrentLinkedQueue<>();
    private final Queue<PageTask> read = new ConcurrentLinkedQueue<>();
    private FakeWorker worker;

    @BeforeAll
    void startWorker() {
        worker = new FakeWorker(MODEL, 4, watched(Script.pages(2))).awaitServed(models);
    }

    @BeforeEach
    void begin() {
        worker.follow(watched(Script.pages(2)));
        opened.clear();
        read.clear();
    }

    @AfterAll
    void stopWorker() {
        worker.close();
    }

    @AfterEach
    void nothingOfItIsKept() {
        await().atMost(LONG).until(() -> database.count("document_password") == 0);
        for (String table : List.of("job", "page_result", "page_queue", "idempotency", "batch_row")) {
            assertThat(database.count(table + " as each where each::text like '%" + PASSWORD + "%'"))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void opensTheDocumentForAllWhoReadIt() {
        post("/v1/ocr", PROTECTED).then().statusCode(200).body(not(containsString(PASSWORD)));

        assertAllGot(new DocumentPassword(PASSWORD));
    }

    @Test
    void isNotThereUnlessItIsGiven() {
        post("/v1/ocr", "{" + DOCUMENT + ", \"document_password\": \"\"}")
                .then()
                .statusCode(200);
        post("/v1/ocr", "{" + DOCUMENT + ", \"document_password\": null}")
                .then()
                .statusCode(200);

        assertThat(opened).hasSize(2).extracting(DocumentTask::password).containsOnlyNulls();
        assertThat(read).extracting(PageTask::password).containsOnlyNulls();
    }

    @Test
    void goesWithTheTaskThatReadsTheOnlyPageAtOnce() {
        worker.follow(watched(Script.onlyPages()));

        post("/v1/ocr", PROTECTED).then().statusCode(200);

        PageTask page = opened.element().onlyPage();
        assertThat(page == null ? read.element() : page)
                .extracting(PageTask::password)
                .isEqualTo(new DocumentPassword(PASSWORD));
    }

    @Test
    void isTakenForStoredFilesAndInOppersForm() {
        String file = Submissions.file("a.pdf", "%PDF-1.7\n");

        post(
                        "/v1/files/" + file + "/ocr",
                        "{\"model\": \"" + MODEL + "\", \"document_password\": \"" + PASSWORD + "\"}")
                .then()
                .statusCode(200);
        post("/v2/ocr", PROTECTED).then().statusCode(200);

        assertThat(opened).hasSize(2);
        assertAllGot(new DocumentPassword(PASSWORD));
    }

    @Test
    void isTakenFromARowOfABatch() {
        String batch = client().contentType("application/json")
                .body("{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"custom_id\": \"a\", \"body\": " + PROTECTED
                        + "}]}")
                .post("/v1/batch/jobs")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        await().atMost(LONG)
                .untilAsserted(() -> client().get("/v1/batch/jobs/" + batch)
                        .then()
                        .statusCode(200)
                        .body("status", equalTo("SUCCESS"))
                        .body(not(containsString(PASSWORD))));

        assertAllGot(new DocumentPassword(PASSWORD));
    }

    @ParameterizedTest
    @CsvSource({"ENCRYPTED, encrypted_document, document", "WRONG_PASSWORD, wrong_password, document_password"})
    void whetherItIsMissingOrWrongIsSaid(DocumentFault fault, String code, String param) {
        worker.follow(watched(Script.refusing(fault)));

        post("/v1/ocr", PROTECTED)
                .then()
                .statusCode(400)
                .body("code", equalTo(code))
                .body("param", equalTo(param))
                .body(not(containsString(PASSWORD)));
    }

    @Test
    void whatIsNoPasswordIsRefusedWithoutRepeatingIt() {
        post("/v1/ocr", "{" + DOCUMENT + ", \"document_password\": [\"" + PASSWORD + "\"]}")
                .then()
                .statusCode(422)
                .body(containsString("document_password"))
                .body(not(containsString(PASSWORD)));
        post("/v1/ocr", "{" + DOCUMENT + ", \"document_password\": \"" + PASSWORD.repeat(20) + "\"}")
                .then()
                .statusCode(422)
                .body(not(containsString(PASSWORD)));
    }

    @Test
    void isForgottenWithAJobThatFails() {
        worker.follow(watched(Script.pages(2).failing(page -> true, PageFault.UNDRAWABLE)));

        post("/v1/ocr", PROTECTED).then().statusCode(400);
    }

    @Test
    void isKeptWhileTheJobIsOpenAndForgottenWithOneThatIsCancelled() {
        worker.follow(watched(Script.of(_ -> List.of(), _ -> List.of())));
        String job = client().contentType("application/json")
                .header("Prefer", "respond-async")
                .header("Idempotency-Key", "locked")
                .body(PROTECTED)
                .post("/v1/ocr")
                .then()
                .statusCode(202)
                .body(not(containsString(PASSWORD)))
                .extract()
                .path("id");
        await().atMost(LONG).until(() -> !opened.isEmpty());

        assertThat(database.text("select password from document_password where job = '" + job + "'"))
                .isEqualTo(PASSWORD);
        client().delete("/v1/ocr/jobs/" + job).then().statusCode(200).body(not(containsString(PASSWORD)));
    }

    /** One whose record is lost is sent again. */
    @Test
    void isThereForAnotherAttempt() {
        Script pages = Script.pages(2);
        worker.follow(watched(pages.failing(page -> page.attempt() == 1, PageFault.ENGINE)));

        post("/v1/ocr", PROTECTED).then().statusCode(200);

        assertThat(read).extracting(PageTask::attempt).contains(1, 2);
        assertAllGot(new DocumentPassword(PASSWORD));
    }

    private void assertAllGot(DocumentPassword password) {
        assertThat(opened).isNotEmpty().extracting(DocumentTask::password).containsOnly(password);
        assertThat(read).isNotEmpty().extracting(PageTask::password).containsOnly(password);
    }

    private Script watched(Script script) {
        return Script.of(
                task -> {
                    List<WorkerReply> replies = script.probe(task);
                    opened.add(task);
                    return replies;
                },
                task -> {
                    read.add(task);
                    return script.read(task);
                });
    }

    private static io.restassured.response.Response post(String path, String body) {
        RequestSpecification request = client().contentType("application/json").body(body);
        return request.post(path);
    }
}
