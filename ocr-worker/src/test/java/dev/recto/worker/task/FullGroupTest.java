package dev.recto.worker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.Topics;
import dev.recto.model.WorkerHeartbeat;
import dev.recto.worker.reader.PageReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker that allows no more workers than there are. */
@QuarkusTest
@TestProfile(LonelyBroker.class)
@Timeout(120)
@Tag("thorough")
class FullGroupTest {
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
    void whoIsNoMemberOfAGroupServesNothingUntilThereIsRoom() throws Exception {
        Warnings warnings = new Warnings();
        Logger log = Logger.getLogger(ShareGroups.class.getName());
        log.addHandler(warnings);
        Worker first = start("first");
        await().atMost(Duration.ofSeconds(60)).until(first::ready);
        assertThat(serves("first")).isTrue();
        try {
            Worker second = start("second");
            await().atMost(Duration.ofSeconds(60)).until(second::started);
            assertThat(warnings.written)
                    .anyMatch(line -> line.contains(Topics.pages(model) + ".workers has 1 members"));
            await().atMost(Duration.ofSeconds(60)).until(() -> speaks("second"));
            assertThat(second.ready()).isFalse();

            first.stop(new ShutdownEvent());
            await().atMost(Duration.ofSeconds(60)).until(second::ready);
        } finally {
            log.removeHandler(warnings);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> serves("second"));
        List<WorkerHeartbeat> beats = Beats.all(clients, json);
        assertThat(beats)
                .filteredOn(beat -> beat.worker().equals("second"))
                .first()
                .satisfies(beat -> assertThat(beat.models()).isEmpty());
    }

    private boolean speaks(String worker) throws IOException {
        return Beats.all(clients, json).stream().anyMatch(beat -> beat.worker().equals(worker));
    }

    private boolean serves(String worker) throws IOException {
        return Beats.all(clients, json).stream()
                .anyMatch(beat -> beat.worker().equals(worker)
                        && beat.models().stream().anyMatch(served -> served.id().equals(model)));
    }

    private Worker start(String id) {
        PageReader reader = new ScriptedReader(model, 4);
        return workers.start(new NamedWorkers(config, id, 1, 1), new Ending(config), () -> List.of(reader));
    }

    private static final class Warnings extends Handler {
        private final List<String> written = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                written.add(ExtLogRecord.wrap(line).getFormattedMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
