package dev.recto.worker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.DocumentTask;
import dev.recto.model.ObjectKeys;
import dev.recto.model.PageFault;
import dev.recto.model.PageTask;
import dev.recto.model.ReadOptions;
import dev.recto.model.WorkerReply;
import dev.recto.tracing.Activity;
import dev.recto.worker.document.DocumentCopies;
import dev.recto.worker.document.Documents;
import dev.recto.worker.document.PagePictures;
import dev.recto.worker.document.SamplePdf;
import dev.recto.worker.reader.BrokenEngineException;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.storage.ObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents of one page that are read by who opens them. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@Timeout(60)
class OnlyPageTest {
    private static final String MODEL = "scripted";

    @Inject
    ObjectMapper json;

    @Inject
    ObjectStore store;

    @Inject
    Documents documents;

    @Inject
    DocumentCopies copies;

    @Inject
    PagePictures pictures;

    @Inject
    RunningJobs jobs;

    @Inject
    PageMeters meters;

    @Inject
    WorkerConfig config;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScriptedReader reader = new ScriptedReader(MODEL, 1);
    private final Slots opening = new Slots(() -> 1);
    private PageHandler pages;
    private DocumentHandler handler;

    @BeforeEach
    void open() {
        pages = new PageHandler(
                Engine.of(reader, new SimpleMeterRegistry()),
                new PageHandler.Surroundings("w", json, documents, store, jobs, meters, threads, config));
        handler = new DocumentHandler(
                json, documents, copies, pictures, new SimpleMeterRegistry(), threads, Map.of(MODEL, pages));
    }

    @AfterEach
    void close() {
        reader.close();
        threads.close();
    }

    /** The slots: the page has the engine's, and the next document can be opened. */
    @Test
    void itTakesASlotOfItsEngineInPlaceOfTheOneForOpening() throws Exception {
        CompletableFuture<WorkerReply> first = work(document(1));
        ScriptedReader.Page page = next();
        assertThat(pages.slots().free()).isFalse();
        await().until(opening::free);

        page.reading().complete(ScriptedReader.READING);
        assertThat(probed(first).onlyPage()).isNotNull();
        assertThat(pages.slots().free()).isTrue();
        assertThat(opening.free()).isTrue();
    }

    @Test
    void withoutASlotItIsOnlyOpened() throws Exception {
        CompletableFuture<WorkerReply> first = work(document(1));
        ScriptedReader.Page page = next();

        assertThat(probed(work(document(1))).onlyPage()).isNull();
        assertThat(reader.pages).isEmpty();
        page.reading().complete(ScriptedReader.READING);
        assertThat(probed(first).onlyPage()).isNotNull();
    }

    @Test
    void whatMayBeReadByOthersIsOnlyOpened() throws Exception {
        for (Throwable failure : new Throwable[] {
            new PageFaultException(PageFault.TIMEOUT),
            new BrokenEngineException(new IllegalStateException()),
            new IOException(),
            new AssertionError()
        }) {
            CompletableFuture<WorkerReply> reply = work(document(1));
            next().reading().completeExceptionally(failure);
            assertThat(probed(reply).onlyPage()).isNull();
            assertThat(pages.slots().free()).isTrue();
        }
    }

    @Test
    void whatNobodyCanReadIsNotTriedAgain() throws Exception {
        CompletableFuture<WorkerReply> reply = work(document(1));
        next().reading().completeExceptionally(new PageFaultException(PageFault.UNDRAWABLE));
        assertThat(probed(reply).onlyPage()).extracting("fault").isEqualTo(PageFault.UNDRAWABLE);
    }

    @Test
    void aCancelledJobIsNotReadToItsEnd() throws Exception {
        DocumentTask task = document(1);
        CompletableFuture<WorkerReply> reply = work(task);
        ScriptedReader.Page page = next();
        jobs.cancel(task.job());
        assertThat(page.request().cancellation().requested()).isTrue();
        assertThat(probed(reply).onlyPage()).extracting("fault").isEqualTo(PageFault.CANCELLED);
    }

    @Test
    void moreThanOnePageWaitsForItsTurn() throws Exception {
        assertThat(probed(work(document(2))).pages()).hasSize(2);
        assertThat(reader.pages).isEmpty();
    }

    private DocumentTask document(int pages) {
        UUID job = UUID.randomUUID();
        String key = ObjectKeys.source(job, job);
        store.put(key, "application/pdf", SamplePdf.pages(pages))
                .toCompletableFuture()
                .join();
        Instant deadline = Instant.now().plusSeconds(120);
        PageTask page = new PageTask(job, 0, 1, key, MODEL, ReadOptions.DEFAULT, deadline);
        return new DocumentTask(job, 1, key, 1, deadline, page, null);
    }

    private CompletableFuture<WorkerReply> work(DocumentTask task) throws IOException {
        Slots.Slot slot = opening.take().orElseThrow();
        return handler.tasks(json.writeValueAsBytes(task))
                .getFirst()
                .work(slot, new Cancellation(), Activity.NONE)
                .whenComplete((reply, failure) -> slot.close());
    }

    private ScriptedReader.Page next() throws InterruptedException {
        return Objects.requireNonNull(reader.pages.poll(30, TimeUnit.SECONDS), "no page came");
    }

    private static WorkerReply.DocumentProbed probed(CompletableFuture<WorkerReply> reply) throws Exception {
        return (WorkerReply.DocumentProbed) reply.get(30, TimeUnit.SECONDS);
    }
}
