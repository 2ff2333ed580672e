package dev.recto.api.messaging;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.PartsResource;
import dev.recto.model.CancelNotice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** A topic that is given more partitions while it is listened to. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class WidenedTopicTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    Consumers consumers;

    @Inject
    KafkaClients clients;

    @Inject
    ObjectMapper json;

    private final String topic = "test." + UUID.randomUUID();
    private final UUID before = UUID.randomUUID();
    private final UUID since = UUID.randomUUID();
    private final Set<UUID> heard = ConcurrentHashMap.newKeySet();

    @Test
    void listenersHearWhatIsSentToItsNewPartitions() throws Exception {
        try (AutoCloseable _ = consumers.hear(
                        topic,
                        Duration.ofMinutes(1),
                        CancelNotice.class,
                        (notices, all) -> notices.forEach(
                                notice -> heard.add(notice.message().job())));
                Admin admin = clients.admin()) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> sent(0, before));
            await().atMost(PATIENCE).until(() -> heard.contains(before));

            int added;
            try (Producer<String, byte[]> producer = clients.producer()) {
                added = producer.partitionsFor(topic).size();
            }
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(added + 1)))
                    .all()
                    .get();
            await().atMost(PATIENCE).ignoreExceptions().until(() -> sent(added, since));
            await().atMost(PATIENCE).until(() -> heard.contains(since));
        }
    }

    /** By a producer that knows nothing of the topic yet. */
    private boolean sent(int partition, UUID job) throws Exception {
        try (Producer<String, byte[]> producer = clients.producer()) {
            producer.send(new ProducerRecord<>(topic, partition, "", json.writeValueAsBytes(new CancelNotice(job))))
                    .get();
            return true;
        }
    }
}
