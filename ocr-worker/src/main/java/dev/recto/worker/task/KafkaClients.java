package dev.recto.worker.task;

import dev.recto.model.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Clients with the settings that the worker's promises depend on; the rest comes from {@code kafka.*}. */
@ApplicationScoped
class KafkaClients {
    /** No client waits longer for a broker that is gone. */
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private static final int CALL_TIMEOUT_MS = 10_000;

    /**
     * How long the broker may think of an answer where there is nothing to say: longer costs an idle worker less, and one that ends waits for it.
     */
    private static final int TASK_WAIT_MS = 2_000;

    private static final int NOTICE_WAIT_MS = 5_000;

    private static final int PARTITIONS_AGE_MS = 5_000;

    /** A reply is sent by the thread that read the page. */
    private static final int MAX_BLOCK_MS = 5_000;

    private final Map<String, Object> broker;
    private final KafkaConfig config;
    private final BrokerOutage outage = new BrokerOutage(InstantSource.system());

    KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> broker, KafkaConfig config) {
        this.broker = broker;
        this.config = config;
    }

    BrokerOutage outage() {
        return outage;
    }

    Admin admin() {
        Map<String, Object> settings = common();
        boundCalls(settings);
        return Admin.create(settings);
    }

    /** Takes one record at a time, and may take as long as it likes to come for the next one. */
    ShareConsumer<String, byte[]> tasks(String queue) {
        Map<String, Object> settings = common();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, Topics.workersOf(queue));
        settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, TASK_WAIT_MS);
        boundCalls(settings);
        return new KafkaShareConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Belongs to no group, and so looks for new partitions itself. */
    Consumer<String, byte[]> listener() {
        Map<String, Object> settings = common();
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, PARTITIONS_AGE_MS);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, NOTICE_WAIT_MS);
        boundCalls(settings);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Sends at once: a reply has somebody waiting for it. */
    Producer<String, byte[]> producer() {
        Map<String, Object> settings = common();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, config.maxMessageBytes());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> common() {
        Map<String, Object> settings = new HashMap<>(broker);
        // Quarkus names one for everybody
        settings.remove(CommonClientConfigs.GROUP_ID_CONFIG);
        return settings;
    }

    private static void boundCalls(Map<String, Object> settings) {
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
    }
}
