package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.local.client.RectoClient;
import dev.recto.local.client.RectoException;
import dev.recto.local.stack.Child;
import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What was read before is answered whole or not at all, whoever dies meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("thorough")
class CacheFaultIT {
    private static final int PAGES = 12;
    private static final int REQUESTS = 40;
    private static final int SENDERS = 4;
    private static final Duration COMPLETION = Duration.ofMinutes(4);

    private final ObjectMapper json = new ObjectMapper();
    private LocalStack stack;
    private RectoClient client;
    private String file;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        stack = TestStacks.start("cache-test", options -> options.scaled(2, 2).with("recto.cache.enabled", "true"));
        client = new RectoClient(stack.url(0), stack.key());
        file = client.upload(Documents.numbered(directory, PAGES), Documents.NOBODY);
    }

    @AfterAll
    void stop() throws Exception {
        client.close();
        stack.close();
    }

    @Test
    void whatWasKeptWhileAllApisDiedIsWhole() throws Exception {
        String job = startAnew();
        await().atMost(COMPLETION)
                .until(() -> client.progress(job).path("pages_done").asInt() >= 3);
        killAll();
        await().atMost(COMPLETION).until(() -> status(job), "completed"::equals);
        JsonNode first = client.job(job).path("result");
        assertThat(Documents.wordsOf(first)).isEqualTo(Documents.words(PAGES));

        // Of pages that were written down by whoever died right then, nothing is known
        HttpResponse<String> second = read();
        assertThat(json.readTree(second.body()).path("pages")).isEqualTo(first.path("pages"));
        HttpResponse<String> third = read();
        assertThat(third.headers().firstValue("X-Recto-Cache")).hasValue("hit");
        assertThat(json.readTree(third.body()).path("pages")).isEqualTo(first.path("pages"));
    }

    @Test
    void whoeverDiesWhileItAnswersHasAcceptedWhollyOrNotAtAll() throws Exception {
        JsonNode known = json.readTree(read().body()).path("pages");
        AtomicInteger sent = new AtomicInteger();
        Map<String, String> jobs = new HashMap<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<List<String>>> keys = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                keys.add(senders.submit(() -> sendMany(sent)));
            }
            await().atMost(COMPLETION).until(() -> sent.get() >= REQUESTS / 4);
            killAll();
            for (Future<List<String>> some : keys) {
                for (String key : some.get()) {
                    jobs.put(key, json.readTree(post(key).body()).path("id").asText());
                }
            }
        }
        assertThat(jobs).hasSize(REQUESTS);
        for (String job : jobs.values()) {
            await().atMost(COMPLETION).until(() -> status(job), "completed"::equals);
            assertThat(client.job(job).at("/result/pages")).isEqualTo(known);
        }
    }

    /** Under keys of their own; whether any is answered is another matter. */
    private List<String> sendMany(AtomicInteger sent) throws InterruptedException {
        List<String> keys = new ArrayList<>();
        while (sent.getAndIncrement() < REQUESTS) {
            String key = UUID.randomUUID().toString();
            keys.add(key);
            try {
                post(key);
            } catch (IOException | RectoException unanswered) {
                // It is sent again when there are APIs
                continue;
            }
        }
        return keys;
    }

    private HttpResponse<String> post(String idempotencyKey) throws IOException, InterruptedException {
        return client.post(
                path(), "{\"model\": \"tesseract\"}", "Prefer", "respond-async", "Idempotency-Key", idempotencyKey);
    }

    private String startAnew() throws Exception {
        HttpResponse<String> accepted = client.post(
                path(), "{\"model\": \"tesseract\"}", "Prefer", "respond-async", "Cache-Control", "no-cache");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return json.readTree(accepted.body()).path("id").asText();
    }

    private HttpResponse<String> read() throws Exception {
        HttpResponse<String> answer = client.post(path(), "{\"model\": \"tesseract\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private String path() {
        return "/v1/files/" + file + "/ocr";
    }

    private String status(String job) throws Exception {
        return client.progress(job).path("status").asText();
    }

    private void killAll() throws Exception {
        for (Child api : List.of(stack.api(0), stack.api(1))) {
            ProcessHandle process = ProcessHandle.of(api.pid()).orElseThrow();
            api.kill();
            process.onExit().get();
        }
        stack.awaitReady();
    }
}
