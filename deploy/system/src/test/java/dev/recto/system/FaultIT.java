package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.local.client.OcrResult;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.Child;
import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Processes die in the middle of a document; nothing of it may be lost, and nothing read twice may show. */
@ExtendWith(SharedStack.class)
class FaultIT {
    private static final int PAGES = 20;
    /** Below the time that a page may take: nothing here may have to wait until it is over. */
    private static final Duration COMPLETION = Duration.ofMinutes(4);

    /** From the death of a worker until its pages are handed out again. */
    private static final Duration AGAIN = Duration.ofSeconds(20);

    private final LocalStack stack;
    private final RectoClient first;
    private final RectoClient second;

    @TempDir
    private Path directory;

    FaultIT(LocalStack stack) {
        this.stack = stack;
        first = new RectoClient(stack.url(0), stack.key());
        second = new RectoClient(stack.url(1), stack.key());
    }

    @AfterEach
    void heal() throws Exception {
        stack.awaitReady();
        first.close();
        second.close();
    }

    @Test
    void aKilledWorkersPagesAreReadByAnother() throws Exception {
        String job = startInTheMiddle();
        Instant killed = Instant.now();
        kill(stack.worker(0));
        assertComplete(first, job);

        List<SentTasks.Task> tasks = SentTasks.of(job, stack.parts().kafka(), "recto.pages.tesseract");
        assertThat(tasks).as("fetched once, where there are slots").anyMatch(task -> task.pages() > 1);
        assertThat(tasks)
                .filteredOn(task -> task.attempt() > 1)
                .isNotEmpty()
                .allSatisfy(task -> assertThat(task.at()).isBetween(killed, killed.plus(AGAIN)));
    }

    /** Nobody is left who remembers who had which page. */
    @Tag("thorough")
    @Test
    void whatWasUnderWayWhenAllProcessesDiedIsReadByTheirSuccessors() throws Exception {
        String job = startInTheMiddle();
        for (Child child : List.of(stack.worker(0), stack.worker(1), stack.api(0), stack.api(1))) {
            kill(child);
        }
        stack.awaitReady();
        assertComplete(first, job);
    }

    @Test
    void aJobOutlivesTheApiThatAcceptedIt() throws Exception {
        String job = startInTheMiddle();
        kill(stack.api(0));
        assertComplete(second, job);
    }

    @Test
    void aRestartOfTheBrokerDelaysButLosesNothing() throws Exception {
        String job = startInTheMiddle();
        kill(stack.kafka());
        assertComplete(first, job);
    }

    @Tag("thorough")
    @Test
    void aRetryAfterItsApiDiedJoinsTheJob() throws Exception {
        String path = "/v1/files/" + first.upload(Documents.numbered(directory, PAGES), Documents.NOBODY) + "/ocr";
        String[] word = {"Idempotency-Key", UUID.randomUUID().toString()};
        String[] later = {word[0], word[1], "Prefer", "respond-async"};
        CompletableFuture<HttpResponse<String>> cutOff = CompletableFuture.supplyAsync(() -> send(first, path, word));
        String job =
                send(second, path, later).headers().firstValue("X-Recto-Job").orElseThrow();
        await().atMost(COMPLETION)
                .until(() -> second.progress(job).path("pages_done").asInt() >= 3);

        kill(stack.api(0));
        assertThat(cutOff).failsWithin(COMPLETION);
        HttpResponse<String> retry = send(second, path, word);

        assertThat(retry.statusCode()).as(retry.body()).isEqualTo(200);
        assertThat(retry.headers().firstValue("X-Recto-Job")).contains(job);
        assertThat(Documents.wordsOf(new ObjectMapper().readTree(retry.body()))).isEqualTo(Documents.words(PAGES));
    }

    private static HttpResponse<String> send(RectoClient client, String path, String... headers) {
        try {
            return client.post(path, "{}", headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A broker that is frozen answers nothing, but its port still takes connections. */
    @Tag("thorough")
    @Test
    void anApiStartsWithoutTheBrokerAndIsReadyOnceItIsBack() throws Exception {
        signal("STOP", stack.kafka());
        try {
            kill(stack.api(1));
            await().atMost(COMPLETION).until(() -> health("live") == 200);
            assertThat(health("ready")).isEqualTo(503);
        } finally {
            signal("CONT", stack.kafka());
        }
        await().atMost(COMPLETION).until(() -> health("ready") == 200);
        OcrResult result = second.read(Documents.numbered(directory, 1), "tesseract", null, Documents.NOBODY);
        assertThat(Documents.wordsOf(result.body())).isEqualTo(Documents.words(1));
    }

    @Test
    void anApiThatIsAskedToEndAnswersTheRequestsThatItHasBegun() throws Exception {
        String file = first.upload(Documents.numbered(directory, PAGES), Documents.NOBODY);
        try (var sender = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = sender.submit(() -> first.post("/v1/files/" + file + "/ocr", "{\"model\":\"tesseract\"}"));
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            assertThat(answer).isNotDone();
            signal("TERM", stack.api(0));
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
    }

    @Tag("thorough")
    @Test
    void aWorkerThatIsAskedToEndLosesNoPage() throws Exception {
        String job = startInTheMiddle();
        signal("TERM", stack.worker(0));
        assertComplete(first, job);
    }

    private int health(String kind) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(stack.managementUrl(1).resolve("/q/health/" + kind))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notListening) {
            return 0;
        }
    }

    private static void signal(String name, Child child) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(child.pid()))
                .start()
                .waitFor();
    }

    /** Returns a job of which some pages are read and some are not. */
    private String startInTheMiddle() throws Exception {
        // The test before may have ended an API, which is being started again.
        String file = await().atMost(COMPLETION)
                .ignoreExceptions()
                .until(
                        () -> first.upload(Documents.numbered(directory, PAGES), Documents.NOBODY),
                        uploaded -> !uploaded.isEmpty());
        String job = first.startReading(file, "tesseract", null);
        await().atMost(COMPLETION)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> first.progress(job).path("pages_done").asInt() >= 3);
        assertThat(first.progress(job).path("pages_done").asInt()).isLessThan(PAGES);
        return job;
    }

    private static void kill(Child child) throws Exception {
        ProcessHandle process = ProcessHandle.of(child.pid()).orElseThrow();
        child.kill();
        process.onExit().get();
    }

    private static void assertComplete(RectoClient client, String job) throws Exception {
        await().atMost(COMPLETION)
                .until(() -> client.progress(job).path("status").asText(), status -> !status.matches("queued|running"));
        JsonNode ended = client.job(job);
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("completed");
        JsonNode answer = ended.path("result");
        assertThat(Documents.indexesOf(answer)).isEqualTo(Documents.indexes(PAGES));
        assertThat(Documents.wordsOf(answer)).isEqualTo(Documents.words(PAGES));
    }
}
