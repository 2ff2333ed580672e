package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pool of workers that an autoscaler starts and ends, from none to some and back; nobody else opens or reads anything. */
@Timeout(1800)
class AutoscalingIT {
    private static final String MODEL = "tesseract";
    private static final int MOST = 3;
    private static final int PAGES = 20;
    /** A backlog that the workers at work don't end before others have started. */
    private static final int BACKLOG = 4 * PAGES;

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @TempDir
    private Path directory;

    private final Map<String, Integer> jobs = new HashMap<>();
    private LocalStack stack;
    private RectoClient client;
    private Autoscaler autoscaler;

    @BeforeEach
    void start() throws Exception {
        stack = TestStacks.start(
                "autoscaling-test",
                options -> options.scaled(1, 0)
                        .with("recto.models.on-demand", MODEL)
                        .with("recto.worker.tesseract.slots", "1")
                        .with("recto.worker.drain-timeout", "5m"));
        client = new RectoClient(stack.url(0), stack.key());
        autoscaler = new Autoscaler(stack, MODEL, 2, MOST);
    }

    @AfterEach
    void stop() throws IOException {
        autoscaler.close();
        client.close();
        stack.close();
    }

    @Test
    void aPoolWakesGrowsShrinksAndSleepsAgainAndEveryPageIsReadOnce() throws Exception {
        wake();
        try (PageReplies replies = new PageReplies(stack.parts().kafka())) {
            grow(replies);
            shrinkInTheMiddle();
            sleep();

            replies.hear();
            assertThat(replies.read()).doesNotHaveDuplicates().hasSize(pages());
            assertThat(replies.failed()).isEmpty();
            for (Map.Entry<String, Integer> job : jobs.entrySet()) {
                assertWhole(job.getKey(), job.getValue());
            }
        }
    }

    /** Asked for before there was any worker, and once more by an API that has never seen one. */
    private void wake() throws Exception {
        assertThat(autoscaler.open()).isZero();
        autoscaler.look();
        assertThat(autoscaler.workers()).isZero();

        String first = read(1, null);
        assertThat(client.progress(first).path("status").asText()).isEqualTo("queued");
        ProcessHandle api = ProcessHandle.of(stack.api(0).pid()).orElseThrow();
        stack.api(0).kill();
        api.onExit().get();
        stack.awaitReady();
        String second = read(1, MODEL);
        assertThat(client.progress(second).path("model").asText())
                .isEqualTo(client.progress(first).path("model").asText());
        assertThat(autoscaler.open()).isEqualTo(2);

        autoscaler.look();
        assertThat(autoscaler.workers()).isOne();
        await().atMost(PATIENCE).until(() -> ended(first) && ended(second));
    }

    private void grow(PageReplies replies) throws Exception {
        await().atMost(PATIENCE).until(() -> {
            keepBusy();
            autoscaler.look();
            replies.hear();
            return autoscaler.workers() == MOST && replies.workers().size() >= MOST;
        });
    }

    private void shrinkInTheMiddle() throws Exception {
        autoscaler.limit(1);
        await().atMost(PATIENCE).until(() -> {
            keepBusy();
            autoscaler.look();
            return autoscaler.workers() == 1;
        });
    }

    private void keepBusy() throws Exception {
        while (autoscaler.open() < BACKLOG) {
            read(PAGES, MODEL);
        }
    }

    private void sleep() {
        await().atMost(PATIENCE).until(() -> {
            autoscaler.look();
            return autoscaler.workers() == 0;
        });
        assertThat(jobs.keySet()).allMatch(this::ended);
    }

    private String read(int pages, @Nullable String model) throws Exception {
        String file = client.upload(Documents.numbered(directory, pages), Documents.NOBODY);
        String job = client.startReading(file, model, null);
        jobs.put(job, pages);
        return job;
    }

    private boolean ended(String job) {
        try {
            return !List.of("queued", "running")
                    .contains(client.progress(job).path("status").asText());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private int pages() {
        return jobs.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void assertWhole(String job, int pages) throws Exception {
        JsonNode ended = client.job(job);
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("completed");
        assertThat(Documents.wordsOf(ended.path("result"))).isEqualTo(Documents.words(pages));
    }
}
