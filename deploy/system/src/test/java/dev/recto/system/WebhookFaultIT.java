package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.Child;
import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** All APIs die around the end of a job whose end is to be told; it is told all the same, under one id. */
@ExtendWith(SharedStack.class)
@Tag("thorough")
class WebhookFaultIT {
    private static final int PAGES = 20;
    private static final Duration COMPLETION = Duration.ofMinutes(4);

    private final ObjectMapper json = new ObjectMapper();
    private final LocalStack stack;
    private final RectoClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Message> messages = new ConcurrentLinkedQueue<>();
    private final CountDownLatch died = new CountDownLatch(1);
    private HttpServer receiver;

    @TempDir
    private Path directory;

    private record Message(String id, JsonNode body) {}

    WebhookFaultIT(LocalStack stack) {
        this.stack = stack;
        client = new RectoClient(stack.url(0), stack.key());
    }

    @BeforeEach
    void receive() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(SharedStack.ALLOWED, 0), 0);
        receiver.setExecutor(threads);
        receiver.createContext("/", this::take);
        receiver.start();
        stack.awaitReady();
        assertThat(client.post("/v1/webhooks/secrets", "").statusCode()).isEqualTo(200);
    }

    @AfterEach
    void heal() throws Exception {
        died.countDown();
        receiver.stop(0);
        threads.close();
        stack.awaitReady();
        client.close();
    }

    @Test
    void whatWasBeingToldIsToldByWhoComesAfter() throws Exception {
        String job = start(1);
        await().atMost(COMPLETION).until(() -> !messages.isEmpty());
        int before = killAll();

        await().atMost(COMPLETION).until(() -> messages.size() > before);
        assertThat(messages)
                .extracting(Message::id)
                .containsOnly(messages.element().id());
        assertThat(messages)
                .allSatisfy(message ->
                        assertThat(message.body().at("/data/id").asText()).isEqualTo(job));
        await().atMost(COMPLETION).until(() -> delivery(job).path("status").asText(), "delivered"::equals);
        assertThat(delivery(job).path("attempts").asInt()).isGreaterThan(1);
    }

    @Test
    void aJobThatEndsAfterwardsIsToldToo() throws Exception {
        died.countDown();
        String job = start(PAGES);
        await().atMost(COMPLETION)
                .until(() -> client.progress(job).path("pages_done").asInt() >= 3);
        killAll();

        await().atMost(COMPLETION).until(() -> !messages.isEmpty());
        assertThat(messages.element().body().path("type").asText()).isEqualTo("ocr.job.completed");
        assertThat(messages.element().body().at("/data/id").asText()).isEqualTo(job);
    }

    /** Answers once the APIs that asked are dead. */
    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            messages.add(new Message(
                    exchange.getRequestHeaders().getFirst("webhook-id"), json.readTree(exchange.getRequestBody())));
            died.await();
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String start(int pages) throws Exception {
        String file = client.upload(Documents.numbered(directory, pages), Documents.NOBODY);
        String url =
                "http://" + SharedStack.ALLOWED + ":" + receiver.getAddress().getPort() + "/";
        var accepted = client.post(
                "/v1/files/" + file + "/ocr",
                "{\"model\": \"tesseract\", \"webhook\": {\"url\": \"" + url + "\"}}",
                "Prefer",
                "respond-async");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return json.readTree(accepted.body()).path("id").asText();
    }

    private JsonNode delivery(String job) throws Exception {
        return json.readTree(client.get("/v1/webhooks/deliveries?job_id=" + job).body())
                .at("/data/0");
    }

    /** Returns how many messages there were when all APIs were dead. */
    private int killAll() throws Exception {
        for (Child api : List.of(stack.api(0), stack.api(1))) {
            ProcessHandle process = ProcessHandle.of(api.pid()).orElseThrow();
            api.kill();
            process.onExit().get();
        }
        int told = messages.size();
        died.countDown();
        stack.awaitReady();
        return told;
    }
}
