package dev.recto.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.PartsResource;
import dev.recto.api.StatementCount;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.DocumentTask;
import dev.recto.model.PageTask;
import dev.recto.model.WorkerReply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What requests cost that wait for their reading. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class WaitingTest {
    private static final String MODEL = "fake/waited";
    private static final int REQUESTS = 100;
    /** So large that all together are more than the window of an HTTP/2 connection is by default. */
    private static final String DOCUMENT = "aGVsbG8h".repeat(1_000);

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration WINDOW = Duration.ofSeconds(3);

    @Inject
    ServedModels models;

    @Inject
    StatementCount statements;

    @Test
    void manyWaitForAsFewStatementsAsOne() {
        try (FakeWorker worker = new FakeWorker(MODEL, REQUESTS, new Silent());
                HttpClient http = HttpClient.newHttpClient()) {
            await().atMost(LONG).until(() -> models.slots(MODEL) > 0);
            long alone = statementsInAWindow();
            List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(this::request)
                    .limit(REQUESTS)
                    .map(request -> http.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                    .toList();
            await().atMost(LONG).until(() -> worker.taken().size() == REQUESTS);

            // If each asked every second, there would be three times as many
            assertThat(statementsInAWindow() - alone)
                    .as(String.join("\n", statements.list()))
                    .isLessThan(REQUESTS);

            worker.taken().forEach(task -> worker.reply(Script.pages(1).read(task)));
            await().atMost(LONG).untilAsserted(() -> assertThat(answers).allMatch(CompletableFuture::isDone));
            assertThat(answers).extracting(answer -> answer.join().statusCode()).containsOnly(200);
        }
    }

    private long statementsInAWindow() {
        statements.forget();
        await().pollDelay(WINDOW).atMost(LONG).until(() -> true);
        return statements.count();
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/ocr"))
                .header("Authorization", "Bearer " + PartsResource.KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\": \"" + MODEL + "\", \"document\": {\"content\": \"" + DOCUMENT + "\"}}"))
                .build();
    }

    /** Opens documents, but reads no page. */
    private static final class Silent implements Script {
        @Override
        public List<WorkerReply> probe(DocumentTask task) {
            return Script.pages(1).probe(task);
        }

        @Override
        public List<WorkerReply> read(PageTask task) {
            return List.of();
        }
    }
}
