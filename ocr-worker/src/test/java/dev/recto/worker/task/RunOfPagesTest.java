package dev.recto.worker.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.ObjectKeys;
import dev.recto.model.PageTask;
import dev.recto.model.ReadOptions;
import dev.recto.model.TaskId;
import dev.recto.model.WorkerReply;
import dev.recto.tracing.Activity;
import dev.recto.worker.document.DocumentConfig;
import dev.recto.worker.document.Documents;
import dev.recto.worker.document.SamplePdf;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.storage.ObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@Timeout(60)
class RunOfPagesTest {
    private static final String MODEL = "scripted";

    @Inject
    ObjectMapper json;

    @Inject
    ObjectStore store;

    @Inject
    DocumentConfig documentConfig;

    @Inject
    RunningJobs jobs;

    @Inject
    PageMeters meters;

    @Inject
    WorkerConfig config;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScriptedReader reader = new ScriptedReader(MODEL, 4);
    private final UUID job = UUID.randomUUID();

    @AfterEach
    void close() {
        reader.close();
        threads.close();
    }

    /** Each page has its reply when it is read, whatever becomes of the others. */
    @Test
    void itsDocumentIsFetchedOnceAndItsPagesAreAnsweredOneByOne() throws Exception {
        String key = ObjectKeys.source(job, job);
        store.put(key, "application/pdf", SamplePdf.pages(6))
                .toCompletableFuture()
                .join();
        CountingStore counting = new CountingStore(store);
        try (Documents documents = Documents.create(documentConfig, counting, () -> {})) {
            List<Task> run =
                    handler(documents).tasks(json.writeValueAsBytes(task(key).run(4)));
            assertThat(run)
                    .extracting(Task::id)
                    .containsExactly(
                            new TaskId(job, 1, 2), new TaskId(job, 2, 2), new TaskId(job, 3, 2), new TaskId(job, 4, 2));

            List<CompletableFuture<WorkerReply>> replies = new ArrayList<>();
            for (Task page : run) {
                Slots.Slot slot = new Slots(() -> 1).take().orElseThrow();
                replies.add(page.work(slot, new Cancellation(), Activity.NONE));
            }
            next().reading().complete(ScriptedReader.READING);
            assertThat(CompletableFuture.anyOf(replies.toArray(CompletableFuture[]::new))
                            .get(30, TimeUnit.SECONDS))
                    .isInstanceOf(WorkerReply.PageRead.class);
            assertThat(replies).filteredOn(CompletableFuture::isDone).hasSize(1);

            next().reading().completeExceptionally(new IllegalStateException());
            jobs.cancel(job);
            for (CompletableFuture<WorkerReply> reply : replies) {
                assertThat(reply.get(30, TimeUnit.SECONDS).attempt()).isEqualTo(2);
            }
            assertThat(replies)
                    .extracting(CompletableFuture::join)
                    .filteredOn(WorkerReply.PageFailed.class::isInstance)
                    .hasSize(3);
            assertThat(counting.fetched).hasValue(1);
        }
    }

    /** From an API that knows of no runs. */
    @Test
    void aTaskWithoutANumberIsOnePage() throws Exception {
        String older = json.writeValueAsString(task("key")).replaceFirst(",\"pages\":1", "");
        assertThat(older).doesNotContain("\"pages\"");
        try (Documents documents = Documents.create(documentConfig, store, () -> {})) {
            assertThat(handler(documents).tasks(older.getBytes(UTF_8)))
                    .extracting(Task::id)
                    .containsExactly(new TaskId(job, 1, 2));
        }
    }

    private PageHandler handler(Documents documents) {
        return new PageHandler(
                Engine.of(reader, new SimpleMeterRegistry()),
                new PageHandler.Surroundings("w", json, documents, store, jobs, meters, threads, config));
    }

    private PageTask task(String key) {
        return new PageTask(
                job, 1, 2, key, MODEL, ReadOptions.DEFAULT, Instant.now().plusSeconds(120));
    }

    private ScriptedReader.Page next() throws InterruptedException {
        return Objects.requireNonNull(reader.pages.poll(30, TimeUnit.SECONDS), "no page came");
    }

    private static final class CountingStore implements ObjectStore {
        private final ObjectStore store;
        private final AtomicInteger fetched = new AtomicInteger();

        CountingStore(ObjectStore store) {
            this.store = store;
        }

        @Override
        public void fetch(String key, Path file, long maxBytes) throws IOException {
            fetched.incrementAndGet();
            store.fetch(key, file, maxBytes);
        }

        @Override
        public boolean exists(String key) throws IOException {
            return store.exists(key);
        }

        @Override
        public void put(String key, String contentType, Path file) throws IOException {
            store.put(key, contentType, file);
        }

        @Override
        public CompletionStage<Void> put(String key, String contentType, byte[] bytes) {
            return store.put(key, contentType, bytes);
        }
    }
}
