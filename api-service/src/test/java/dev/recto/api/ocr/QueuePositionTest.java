package dev.recto.api.ocr;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.PartsResource;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.DocumentTask;
import dev.recto.model.WorkerReply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class QueuePositionTest {
    private static final String MODEL = "fake/queue";
    private static final Duration SOON = Duration.ofSeconds(30);
    /** So many bytes has the document that is not opened until it is asked for. */
    private static final int SLOWLY_OPENED = 6;

    @Inject
    ServedModels models;

    private final Script script = Script.opening(50);
    private final CompletableFuture<DocumentTask> opening = new CompletableFuture<>();

    @Test
    void whatComesFirstIsToldWhileADocumentIsOpened() {
        try (FakeWorker worker = new FakeWorker(MODEL, 1, Script.of(this::open, script::read)).awaitServed(models)) {
            String first = accepted(client(), "hello");
            awaitStatus(client(), first, "running");
            await().atMost(SOON).until(() -> !worker.taken().isEmpty());
            String others = accepted(stranger(), "hello");
            awaitStatus(stranger(), others, "running");

            String last = accepted(client(), "hello!");
            await().atMost(SOON).until(opening::isDone);
            int opened = position(last);
            worker.reply(script.probe(opening.join()));
            awaitStatus(client(), last, "running");

            assertThat(opened).isPositive().isEqualTo(position(last));
            for (String job : List.of(first, last)) {
                client().delete("/v1/ocr/jobs/" + job);
            }
            stranger().delete("/v1/ocr/jobs/" + others);
        }
    }

    private List<WorkerReply> open(DocumentTask task) {
        if (task.sizeBytes() == SLOWLY_OPENED) {
            opening.complete(task);
            return List.of();
        }
        return script.probe(task);
    }

    private static String accepted(RequestSpecification client, String document) {
        String content = Base64.getEncoder().encodeToString(document.getBytes(UTF_8));
        return client.header("Prefer", "respond-async")
                .contentType("application/json")
                .body("{\"model\": \"%s\", \"document\": {\"content\": \"%s\"}}".formatted(MODEL, content))
                .post("/v1/ocr")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static void awaitStatus(RequestSpecification client, String job, String status) {
        await().atMost(SOON)
                .until(() -> client.get("/v1/ocr/jobs/" + job).path("status").equals(status));
    }

    private static int position(String job) {
        return client().get("/v1/ocr/jobs/" + job).path("queue_position");
    }
}
