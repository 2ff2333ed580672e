package dev.recto.api.web.idempotency;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.recto.api.HttpClients;
import dev.recto.api.PartsResource;
import dev.recto.api.Submissions;
import dev.recto.api.TestDatabase;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.DocumentFault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks for a reading again gets the one that there is. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(Lifecycle.PER_CLASS)
class RepeatedReadingTest {
    private static final String MODEL = "fake/repeated";
    private static final String BODY = "{\"model\": \"fake/repeated\", \"document\": {\"content\": \"aGVsbG8=\"}}";
    private static final int PAGES = 3;

    @Inject
    ServedModels models;

    @Inject
    TestDatabase database;

    private FakeWorker worker;
    private String word;

    @BeforeAll
    void startWorker() {
        worker = new FakeWorker(MODEL, 4, Script.pages(PAGES)).awaitServed(models);
    }

    @AfterAll
    void stopWorker() {
        worker.close();
    }

    @BeforeEach
    void begin() {
        worker.follow(Script.pages(PAGES));
        word = UUID.randomUUID().toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/ocr", "/v2/ocr", "/v1/files/{id}/ocr"})
    void theSameRequestIsReadOnce(String route) {
        String path = route.replace("{id}", Submissions.file("a.pdf", "%PDF-1.7 a"));

        Response first = post(client(), path, BODY);
        Response again = post(client(), path, BODY);
        Response later = post(client().header("Prefer", "respond-async"), path, BODY);

        first.then().statusCode(200);
        assertThat(again.asString()).isEqualTo(first.asString());
        later.then().statusCode(202).body("id", equalTo(job(first))).body("status", equalTo("completed"));
        assertThat(List.of(job(again), job(later))).containsOnly(job(first));
        assertThat(pagesRead(first)).isEqualTo(PAGES);
    }

    @Test
    void whoComesWhileItIsReadWaitsForTheSame() throws Exception {
        worker.follow(Script.opening(PAGES));
        CompletableFuture<Response> first = inBackground();
        CompletableFuture<Response> second = inBackground();
        String job = post(client().header("Prefer", "respond-async"), "/v1/ocr", BODY)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().until(() -> pagesTaken(job) == PAGES);

        Script pages = Script.pages(PAGES);
        worker.taken().stream()
                .filter(page -> page.job().toString().equals(job))
                .forEach(page -> worker.reply(pages.read(page)));

        assertThat(List.of(job(first.get()), job(second.get()))).containsOnly(job);
        assertThat(first.get().asString()).isEqualTo(second.get().asString());
        assertThat(pagesTaken(job)).isEqualTo(PAGES);
    }

    @Test
    void whatDiedBeforeItsJobWasCommittedIsCarriedOut() {
        String job = job(post(client(), "/v1/ocr", BODY));
        database.execute("delete from job where id = '" + job + "'");

        Response again = post(client(), "/v1/ocr", BODY);

        again.then().statusCode(200).body("pages.size()", equalTo(PAGES));
        assertThat(job(again)).isEqualTo(job);
    }

    @Test
    void anotherRequestIsRefused() {
        post(client(), "/v1/ocr", BODY);

        for (String other : List.of("/v2/ocr", "/v1/files/" + Submissions.file("a.pdf", "%PDF-1.7 a") + "/ocr")) {
            reused(post(client(), other, BODY));
        }
        reused(post(client(), "/v1/ocr", BODY.replace("aGVsbG8=", "aGVsbG8h")));
    }

    @Test
    void projectsAreApartButKeysOfOneAreNot() {
        Response first = post(client(), "/v1/ocr", BODY);
        String colleague = client().contentType("application/json")
                .body(Map.of("name", "colleague"))
                .post("/v1/keys")
                .path("key");

        assertThat(job(post(stranger(), "/v1/ocr", BODY))).isNotEqualTo(job(first));
        assertThat(job(post(HttpClients.as(colleague), "/v1/ocr", BODY))).isEqualTo(job(first));
    }

    @Test
    void withoutTheWordEachIsReadForItself() {
        Response first = client().contentType("application/json").body(BODY).post("/v1/ocr");
        Response again = client().contentType("application/json").body(BODY).post("/v1/ocr");

        assertThat(job(again)).isNotEqualTo(job(first));
    }

    @Test
    void whatWasNeverAcceptedMayBeCorrected() {
        post(client(), "/v1/ocr", BODY.replace(MODEL, "gpt-4")).then().statusCode(400);
        post(client(), "/v1/ocr", BODY).then().statusCode(200);
    }

    @Test
    void whatFailedStaysSo() {
        worker.follow(Script.refusing(DocumentFault.ENCRYPTED));
        Response first = post(client(), "/v1/ocr", BODY);
        worker.follow(Script.pages(PAGES));
        Response again = post(client(), "/v1/ocr", BODY);

        first.then().statusCode(400).body("code", equalTo("encrypted_document"));
        again.then().statusCode(400).body("job", equalTo(job(first)));
    }

    private CompletableFuture<Response> inBackground() {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Thread.startVirtualThread(() -> answer.complete(post(client(), "/v1/ocr", BODY)));
        return answer;
    }

    private Response post(RequestSpecification as, String path, String body) {
        return as.header("Idempotency-Key", word)
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    private static void reused(Response answer) {
        answer.then()
                .statusCode(422)
                .body("param", equalTo("Idempotency-Key"))
                .body("detail[0].type", equalTo("idempotency_key_reused"));
    }

    private static String job(Response answer) {
        return answer.header("X-Recto-Job");
    }

    private long pagesRead(Response answer) {
        return pagesTaken(job(answer));
    }

    private long pagesTaken(String job) {
        return worker.taken().stream()
                .filter(page -> page.job().toString().equals(job))
                .count();
    }
}
