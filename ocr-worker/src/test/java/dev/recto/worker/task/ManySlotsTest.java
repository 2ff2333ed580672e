package dev.recto.worker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.Topics;
import dev.recto.model.WorkerHeartbeat;
import dev.recto.worker.reader.PageReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    TestWorkers workers;

    @Inject
    KafkaClients clients;

    @Inject
    ObjectMapper json;

    private final String model = "wide-" + UUID.randomUUID();

    @AfterEach
    void stopWorkers() throws InterruptedException {
        workers.stop();
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

    @Test
    void instancesAreWorkersOfTheirOwn() throws Exception {
        PageReader reader = new ScriptedReader(model, 4);
        NamedWorkers three = new NamedWorkers(config, model, 3, 1);
        Worker worker = workers.start(three, new Ending(config), () -> List.of(reader));
        await().atMost(Duration.ofSeconds(60)).until(worker::ready);

        assertThat(members()).isEqualTo(3);
        assertThat(Beats.all(clients, json))
                .filteredOn(beat ->
                        beat.models().stream().anyMatch(served -> served.id().equals(model) && served.slots() == 4))
                .extracting(WorkerHeartbeat::worker)
                .containsOnly(model + "-1", model + "-2", model + "-3");
    }

    @Test
    void instancesAreSpreadOverTheQueuesOfAModel() throws Exception {
        PageReader reader = new ScriptedReader(model, 4);
        NamedWorkers three = new NamedWorkers(config, model, 3, 2);
        Worker worker = workers.start(three, new Ending(config), () -> List.of(reader));
        await().atMost(Duration.ofSeconds(60)).until(worker::ready);

        Map<String, Integer> queues = new HashMap<>();
        for (WorkerHeartbeat beat : Beats.all(clients, json)) {
            beat.models().stream()
                    .filter(served -> served.id().equals(model))
                    .forEach(served -> queues.put(beat.worker(), served.queue()));
        }
        assertThat(queues).hasSize(3);
        assertThat(queues.values()).containsOnly(0, 1);
        for (int queue : List.of(0, 1)) {
            assertThat(members(queue)).isEqualTo(Collections.frequency(queues.values(), queue));
        }
    }

    private void start(int slots) {
        PageReader reader = new ScriptedReader(model, slots);
        Worker worker = workers.start(config, new Ending(config), () -> List.of(reader));
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
        return members(0);
    }

    private int members(int queue) throws Exception {
        String group = Topics.workersOf(Topics.pages(model, queue));
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
