package dev.recto.api.messaging;

import static org.awaitility.Awaitility.await;

import dev.recto.api.PartsResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A topic that is given more partitions while it is listened to. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class WidenedTopicTest {
    @Inject
    KafkaTopics topics;

    @Inject
    KafkaClients clients;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    private final String topic = "test." + UUID.randomUUID();
    private final Set<Integer> heard = ConcurrentHashMap.newKeySet();

    @Test
    void listenersHearWhatIsSentToItsNewPartitions() throws Exception {
        topics.ensure(List.of(topic));
        try (Admin admin = clients.admin();
                Producer<String, byte[]> producer = clients.producer();
                ConsumerLoop _ = new ConsumerLoop(
                        topic,
                        this::assigned,
                        false,
                        (records, all) -> records.forEach(each -> heard.add(each.partition())),
                        new SimpleMeterRegistry())) {
            producer.send(new ProducerRecord<>(topic, 0, "", new byte[0])).get();
            await().atMost(Duration.ofSeconds(30)).until(() -> heard.contains(0));

            int added = producer.partitionsFor(topic).size();
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(added + 1)))
                    .all()
                    .get();
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> sendTo(added));
            await().atMost(Duration.ofSeconds(30)).until(() -> heard.contains(added));
        }
    }

    /** By a producer that knows nothing of the topic yet. */
    private boolean sendTo(int partition) throws Exception {
        try (Producer<String, byte[]> producer = clients.producer()) {
            producer.send(new ProducerRecord<>(topic, partition, "", new byte[0]))
                    .get();
            return true;
        }
    }

    private Consumer<String, byte[]> assigned() {
        Map<String, Object> properties = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                500);
        var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList());
        return consumer;
    }
}
