package dev.recto.api.batch;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static org.awaitility.Awaitility.await;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch of documents from a server that takes its time has all feeders, and one of them comes free. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class SlowBatchTest {
    private static final String MODEL = "fake/patient";
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int FEEDERS = 8;

    @Inject
    Vertx vertx;

    @Inject
    ServedModels models;

    @Inject
    TestDatabase database;

    private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private FakeWorker worker;
    private HttpServer server;
    private String slow = "";

    @BeforeEach
    void occupyTheFeeders() {
        worker = new FakeWorker(MODEL, 8, Script.pages(1)).awaitServed(models);
        server = vertx.createHttpServer()
                .requestHandler(held::add)
                .listen(0, "127.0.0.9")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        slow = created(client(), 50, "{\"document_url\": \"http://127.0.0.9:%d/\"}".formatted(server.actualPort()));
        await().atMost(SOON).until(() -> held.size() == FEEDERS);
    }

    @AfterEach
    void stop() {
        client().post("/v1/batch/jobs/" + slow + "/cancel").then().statusCode(200);
        server.close().toCompletionStage().toCompletableFuture().join();
        awaitState(slow, "CANCELLED");
        worker.close();
    }

    @Test
    void aBatchOfAnotherOrganisationIsRead() {
        String other = created(stranger(), 5, "{\"content\": \"aGVsbG8=\"}");
        awaitState(other, "RUNNING");
        answerOne();
        awaitState(other, "SUCCESS");
    }

    @Test
    void anotherBatchOfTheSameOrganisationIsRead() {
        String other = created(client(), 5, "{\"content\": \"aGVsbG8=\"}");
        awaitState(other, "RUNNING");
        answerOne();
        awaitState(other, "SUCCESS");
    }

    private void answerOne() {
        held.remove().response().end("%PDF-1.7");
    }

    private void awaitState(String batch, String state) {
        await().atMost(SOON)
                .until(() -> database.text("select state from batch_job where id = '" + batch + "'")
                        .equals(state));
    }

    private static String created(RequestSpecification request, int rows, String document) {
        String requests = IntStream.range(0, rows)
                .mapToObj(i -> "{\"body\": {\"document\": " + document + "}}")
                .collect(Collectors.joining(","));
        return request.contentType("application/json")
                .body("{\"endpoint\": \"/v1/ocr\", \"model\": \"%s\", \"requests\": [%s]}".formatted(MODEL, requests))
                .post("/v1/batch/jobs")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }
}
