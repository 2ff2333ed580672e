package dev.recto.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Topics;
import dev.recto.model.WorkerHeartbeat;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

/** What workers ask of the broker for their groups. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class ShareGroupsTest {
    /** From the death of a worker until another one is given its pages. */
    private static final Duration AGAIN = Duration.ofSeconds(20);

    @Inject
    KafkaClients clients;

    private final String queue = "test." + UUID.randomUUID();

    /**
     * A killed worker is silent: the APIs notice behind its last heartbeat, the broker behind its own, and the other workers hear from the
     * broker with theirs.
     */
    @Test
    void whatAKilledWorkerHadIsWithOthersWithin20Seconds() throws Exception {
        assertThat(ensure(new ShareGroups())).isEmpty();
        Duration session = setting("share.session.timeout.ms");
        Duration heartbeat = setting("share.heartbeat.interval.ms");
        assertThat(session).isEqualTo(Duration.ofSeconds(WorkerHeartbeat.EXPIRY_SECONDS));
        assertThat(session.plus(heartbeat)).isLessThan(AGAIN);
        assertThat(session).as("one heartbeat may be lost").isGreaterThan(heartbeat.multipliedBy(2));
        assertThat(setting("share.record.lock.duration.ms")).isLessThan(AGAIN);
    }

    @Test
    void aBrokerThatDoesNotAllowItIsOneLineInTheLog() throws Exception {
        assertThat(ensure(new ShareGroups(Duration.ofSeconds(5))))
                .singleElement()
                .asString()
                .contains("a worker that is killed keeps its part of a queue from others for more than 5 s")
                .contains("group.share.min.session.timeout.ms");
        assertThat(setting("share.record.lock.duration.ms"))
                .as("what it allows is set")
                .isEqualTo(Duration.ofSeconds(15));
    }

    private List<String> ensure(ShareGroups groups) throws Exception {
        Lines lines = new Lines();
        Logger log = Logger.getLogger(ShareGroups.class.getName());
        log.addHandler(lines);
        try (Admin admin = clients.admin()) {
            groups.ensure(admin, List.of(queue, queue + ".other"));
        } finally {
            log.removeHandler(lines);
        }
        return lines.written;
    }

    private Duration setting(String name) throws Exception {
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, Topics.workersOf(queue));
        try (Admin admin = clients.admin()) {
            String value = Objects.requireNonNull(
                            admin.describeConfigs(List.of(group)).all().get().get(group))
                    .get(name)
                    .value();
            return Duration.ofMillis(Long.parseLong(value));
        }
    }

    private static final class Lines extends Handler {
        private final List<String> written = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord line) {
            written.add(ExtLogRecord.wrap(line).getFormattedMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
