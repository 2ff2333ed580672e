package dev.recto.worker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.Topics;
import dev.recto.tracing.Tracing;
import dev.recto.worker.document.Documents;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.storage.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a worker costs the broker and this machine does not depend on its slots. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@Timeout(120)
class ManySlotsTest {
    @Inject
    Worker own;

    @Inject
    WorkerConfig config;

    @Inject
    KafkaClients clients;

    @Inject
    TopicSetup topics;

    @Inject
    Outbox outbox;

    @Inject
    RunningJobs jobs;

    @Inject
    Documents documents;

    @Inject
    ObjectStore store;

    @Inject
    PageMeters meters;

    @Inject
    MeterRegistry registry;

    @Inject
    ObjectMapper json;

    private final String model = "wide-" + UUID.randomUUID();
    private final List<Worker> workers = new ArrayList<>();

    @AfterEach
    void stopWorkers() throws InterruptedException {
        for (Worker worker : workers) {
            worker.stop(new ShutdownEvent());
        }
    }

    @Test
    void threadsAndMembersOfAWorkerAreTheSameWith64SlotsAsWithOne() throws Exception {
        await().atMost(Duration.ofSeconds(60)).until(own::ready);
        int before = threads();
        start(1);
        int ofOne = threads() - before;
        start(64);
        await().atMost(Duration.ofSeconds(60)).until(() -> threads() - before - ofOne <= ofOne);
        assertThat(members()).isEqualTo(2);
    }

    @Test
    void fourWorkersOf64SlotsStartWithoutAWarning() throws Exception {
        Warnings warnings = new Warnings();
        Logger root = Logger.getLogger("");
        root.addHandler(warnings);
        try {
            for (int worker = 0; worker < 4; worker++) {
                start(64);
            }
        } finally {
            root.removeHandler(warnings);
        }
        assertThat(members()).isEqualTo(4);
        assertThat(warnings.written).isEmpty();
    }

    private void start(int slots) {
        PageReader reader = new ScriptedReader(model, slots);
        Worker worker = new Worker(
                config,
                List.of(() -> List.of(reader)),
                clients,
                topics,
                outbox,
                jobs,
                documents,
                store,
                meters,
                registry,
                json,
                new Ending(config),
                Tracing.off());
        workers.add(worker);
        worker.start(new StartupEvent());
        await().atMost(Duration.ofSeconds(60)).until(worker::ready);
    }

    /** Those of Kafka's clients, and our own that drive them. */
    private static int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("taker-") || name.contains("consumer"))
                .count();
    }

    private int members() throws Exception {
        String group = Topics.workersOf(Topics.pages(model));
        try (Admin admin = clients.admin()) {
            return Objects.requireNonNull(admin.describeShareGroups(List.of(group))
                            .all()
                            .get()
                            .get(group))
                    .members()
                    .size();
        }
    }

    private static final class Warnings extends Handler {
        private final List<String> written = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                written.add(line.getLoggerName() + " " + line.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
