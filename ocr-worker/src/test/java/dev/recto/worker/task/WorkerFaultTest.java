package dev.recto.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.ObjectKeys;
import dev.recto.model.PageFault;
import dev.recto.model.PageTask;
import dev.recto.model.ReadOptions;
import dev.recto.model.TaskId;
import dev.recto.model.Topics;
import dev.recto.model.WorkerHeartbeat;
import dev.recto.model.WorkerReply;
import dev.recto.worker.document.SamplePdf;
import dev.recto.worker.reader.BrokenEngineException;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReaderProvider;
import dev.recto.worker.storage.ObjectStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Logger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Engines that break or can't be opened, on a real broker and a real store. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@Timeout(120)
class WorkerFaultTest {
    @Inject
    WorkerConfig config;

    @Inject
    TestWorkers workers;

    @Inject
    KafkaClients clients;

    @Inject
    TopicSetup topics;

    @Inject
    ObjectStore store;

    @Inject
    ObjectMapper json;

    private final UUID job = UUID.randomUUID();
    private final String model = "fragile-" + job;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    @BeforeEach
    void storeADocument() throws Exception {
        topics.ensure(List.of(model), 1);
        store.put(ObjectKeys.source(job, job), "application/pdf", SamplePdf.of("a line"))
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stopWorkers() throws InterruptedException {
        workers.stop();
    }

    @Test
    void pagesOfABrokenEngineGoBack() throws Exception {
        ScriptedReader fragile = new ScriptedReader(model, 1);
        Worker broken = start(() -> List.of(fragile));
        send(page(1, soon()));
        ScriptedReader.Page held = next(fragile);

        fragile.broken.complete(new IllegalStateException("CUDA error"));
        held.reading().completeExceptionally(new BrokenEngineException(new IllegalStateException()));

        assertThat(ended.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(broken.alive()).isFalse();
        assertThat(broken.ready()).isFalse();
        awaitHeartbeat(beat -> serves(beat, 1) && beat.draining());

        try (Replies replies = new Replies(clients, json)) {
            WorkerReply.TaskReturned returned = replies.await(WorkerReply.TaskReturned.class, job);
            assertThat(returned.task()).isEqualTo(new TaskId(job, 0, 1));
            assertThat(returned.begun()).isTrue();
            assertThat(replies.all(job)).hasSize(1);
        }
        assertThat(fragile.pages).isEmpty();
    }

    /** The engine fails on a thread that knows nothing of pages. */
    @Test
    void theLogNamesThePageThatWasNotReadAndNothingOfItsText() throws Exception {
        LoggedIds lines = new LoggedIds();
        Logger log = Logger.getLogger(PageRun.class.getName());
        log.addHandler(lines);
        try {
            ScriptedReader failing = new ScriptedReader(model, 1);
            start(() -> List.of(failing));
            send(page(1, soon()));
            ScriptedReader.Page held = next(failing);

            Thread.ofPlatform()
                    .start(() -> held.reading().completeExceptionally(new IllegalStateException("a line")))
                    .join();

            try (Replies replies = new Replies(clients, json)) {
                replies.await(WorkerReply.PageFailed.class, job);
            }
            assertThat(lines.written)
                    .contains("A page was not read: java.lang.IllegalStateException job " + job + " page 0")
                    .noneMatch(line -> line.contains("a line"));
        } finally {
            log.removeHandler(lines);
        }
    }

    @Test
    void whatOtherEnginesReadIsStillAnswered() throws Exception {
        ScriptedReader sound = new ScriptedReader(model, 1);
        ScriptedReader fragile = new ScriptedReader("other-" + job, 1);
        start(() -> List.of(sound, fragile));
        send(page(1, soon()));
        ScriptedReader.Page held = next(sound);

        fragile.broken.complete(new IllegalStateException("CUDA error"));
        assertThat(ended.get(30, TimeUnit.SECONDS)).isTrue();
        held.reading().complete(ScriptedReader.READING);

        try (Replies replies = new Replies(clients, json)) {
            replies.await(WorkerReply.PageRead.class, job);
        }
    }

    @Test
    void aWorkerWhoseEngineFailsToOpenWithAnErrorEnds() throws Exception {
        Worker worker = start(() -> List.of(Broken.reader()));
        assertThat(ended.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(worker.started()).isFalse();
        assertThat(worker.alive()).isFalse();
    }

    @Test
    void anEngineThatIsOpenedWhileTheWorkerStopsIsClosedToo() throws Exception {
        ScriptedReader first = new ScriptedReader(model, 1);
        ScriptedReader second = new ScriptedReader("other-" + job, 1);
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Worker worker = start(() -> List.of(first), () -> {
            opening.countDown();
            awaitUninterruptibly(stopped);
            return List.of(second);
        });
        opening.await();
        worker.stop(new ShutdownEvent());
        assertThat(first.closed).isDone();
        stopped.countDown();
        assertThat(second.closed.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(worker.started()).isFalse();
        assertThat(ended).as("an orderly end is no failure").isNotDone();
    }

    @Test
    void fewerPagesAreTakenAtATimeWhenTheyAreNotReadInTime() throws Exception {
        ScriptedReader slow = new ScriptedReader(model, 4);
        start(() -> List.of(slow));
        awaitHeartbeat(beat -> serves(beat, 4));
        send(page(1, soon()));
        next(slow).reading().completeExceptionally(new PageFaultException(PageFault.TIMEOUT));
        try (Replies replies = new Replies(clients, json)) {
            assertThat(replies.await(WorkerReply.PageFailed.class, job).fault()).isEqualTo(PageFault.TIMEOUT);
        }
        awaitHeartbeat(beat -> serves(beat, 2));
    }

    /** As the table of native functions does when its library is missing. */
    private static final class Broken {
        private static final PageReader READER = fail();

        private static PageReader fail() {
            throw new IllegalArgumentException("Cannot open library");
        }

        static PageReader reader() {
            return READER;
        }
    }

    private Worker start(PageReaderProvider... providers) {
        Ending ending = new Ending(config) {
            @Override
            void begin() {
                ended.complete(true);
            }
        };
        return workers.start(config, ending, providers);
    }

    private static ScriptedReader.Page next(ScriptedReader reader) throws InterruptedException {
        return Objects.requireNonNull(reader.pages.poll(60, TimeUnit.SECONDS), "no page came");
    }

    private boolean serves(WorkerHeartbeat beat, int slots) {
        return beat.models().stream().filter(one -> one.id().equals(model)).anyMatch(one -> one.slots() == slots);
    }

    private void awaitHeartbeat(Predicate<WorkerHeartbeat> wanted) throws IOException {
        Instant end = Instant.now().plusSeconds(60);
        while (Instant.now().isBefore(end)) {
            if (Beats.all(clients, json).stream().anyMatch(wanted)) {
                return;
            }
        }
        throw new AssertionError("no such heartbeat");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean over = false;
        while (!over) {
            try {
                latch.await();
                over = true;
            } catch (InterruptedException opened) {
                over = latch.getCount() == 0;
            }
        }
    }

    private PageTask page(int attempt, Instant deadline) {
        return new PageTask(job, 0, attempt, ObjectKeys.source(job, job), model, ReadOptions.DEFAULT, deadline);
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(120);
    }

    private void send(PageTask task) throws IOException {
        try (Producer<String, byte[]> producer = clients.producer()) {
            var _ = producer.send(
                    new ProducerRecord<>(Topics.pages(model), job.toString(), json.writeValueAsBytes(task)));
        }
    }
}
