package dev.recto.api.messaging;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Clients with the settings that the service's promises depend on; the rest comes from {@code kafka.*}. */
@Singleton
public final class KafkaClients {
    /** A send blocks for this part of its time at most, so that few that block one after the other are not too many. */
    private static final int BLOCKING_SHARE = 5;

    private static final int MANY_BYTES = 1 << 20;
    private static final int HEARING_WAIT_MS = 200;

    /** A worker that speaks in a partition nobody listens to counts as dead after ten seconds. */
    private static final int PARTITIONS_AGE_MS = 5_000;

    private final Map<String, Object> broker;
    private final KafkaConfig config;

    KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> broker, KafkaConfig config) {
        this.broker = broker;
        this.config = config;
    }

    /** How long the broker has for an answer. */
    Duration timeout() {
        return config.sendTimeout();
    }

    /** Gives calls up that the broker does not answer. */
    Admin admin() {
        Map<String, Object> properties = common();
        int timeout = (int) config.sendTimeout().toMillis();
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        return Admin.create(properties);
    }

    private Map<String, Object> common() {
        Map<String, Object> properties = new HashMap<>(broker);
        // Quarkus names one for everybody
        properties.remove(CommonClientConfigs.GROUP_ID_CONFIG);
        properties.putIfAbsent(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return properties;
    }

    KafkaProducer<String, byte[]> producer() {
        Map<String, Object> properties = common();
        int timeout = (int) config.sendTimeout().toMillis();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout / BLOCKING_SHARE);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, config.maxMessageBytes());
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    /** A consumer of a group whose pods share the records; offsets are committed by hand. */
    KafkaConsumer<String, byte[]> consumer(String group) {
        Map<String, Object> properties = consuming();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int)
                config.sessionTimeout().toMillis());
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int)
                config.sessionTimeout().dividedBy(3).toMillis());
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** A consumer of no group: every pod hears every record. Of those of a thousand workers some are fetched together, for none is urgent. */
    KafkaConsumer<String, byte[]> listener() {
        Map<String, Object> properties = consuming();
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, PARTITIONS_AGE_MS);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, MANY_BYTES);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, HEARING_WAIT_MS);
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> consuming() {
        Map<String, Object> properties = common();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                config.sendTimeout().toMillis());
        properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, config.maxMessageBytes());
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
        return properties;
    }
}
