package dev.recto.api.ocr;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents of a server that takes its time, asked for by one organisation, keep nobody else's from being fetched. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class FetchShareTest {
    private static final String MODEL = "fake/fetched";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int SHARE = 28;

    @Inject
    Vertx vertx;

    @Inject
    ServedModels models;

    private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private FakeWorker worker;
    private HttpServer server;

    @BeforeEach
    void start() {
        worker = new FakeWorker(MODEL, 4, Script.pages(1)).awaitServed(models);
        server = vertx.createHttpServer()
                .requestHandler(this::serve)
                .listen(0, "127.0.0.9")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        server.close().toCompletionStage().toCompletableFuture().join();
        worker.close();
    }

    private void serve(HttpServerRequest request) {
        if (request.path().equals("/slow")) {
            held.add(request);
        } else {
            request.response().end("%PDF-1.7");
        }
    }

    @Test
    void whoNamesSlowServersHasAShare() throws Exception {
        List<Future<Response>> slow = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2 * SHARE; i++) {
                slow.add(clients.submit(() -> read(client(), "/slow")));
            }
            Awaitility.await().atMost(SOON).until(() -> held.size() >= SHARE);

            assertThat(read(stranger(), "/fast").statusCode()).isEqualTo(202);
            assertThat(held)
                    .as("given up")
                    .noneMatch(request -> request.response().closed());

            for (Future<Response> each : slow) {
                Awaitility.await().atMost(SOON).until(() -> answerAll() && each.isDone());
                assertThat(each.get().statusCode()).as("read, or too late").isIn(202, 400);
            }
        }
    }

    private boolean answerAll() {
        for (HttpServerRequest request = held.poll(); request != null; request = held.poll()) {
            request.response().end("%PDF-1.7");
        }
        return true;
    }

    private Response read(RequestSpecification request, String path) {
        return request.contentType("application/json")
                .header("Prefer", "respond-async")
                .body("{\"model\": \"%s\", \"document\": {\"document_url\": \"http://127.0.0.9:%d%s\"}}"
                        .formatted(MODEL, server.actualPort(), path))
                .post("/v1/ocr");
    }
}
