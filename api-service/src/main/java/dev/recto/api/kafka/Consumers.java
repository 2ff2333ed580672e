package dev.recto.api.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Starts threads that consume a topic, which they create if need be, until they are closed. The broker need not be there yet. */
@Singleton
public final class Consumers {
    private final KafkaClients clients;
    private final KafkaTopics topics;
    private final ObjectMapper json;

    Consumers(KafkaClients clients, KafkaTopics topics, ObjectMapper json) {
        this.clients = clients;
        this.topics = topics;
        this.json = json;
    }

    /** Each message reaches one of the group's pods. */
    public <T> AutoCloseable share(String topic, String group, Class<T> type, Incoming<T> incoming) {
        return new ConsumerLoop<>(group, () -> subscribed(topic, group), true, type, json, incoming);
    }

    /** Each message reaches this pod, from those of the last {@code since} on. */
    public <T> AutoCloseable hear(String topic, Duration since, Class<T> type, Incoming<T> incoming) {
        return new ConsumerLoop<>(topic, () -> assigned(topic, since), false, type, json, incoming);
    }

    private Consumer<String, byte[]> subscribed(String topic, String group) {
        topics.ensure(List.of(topic));
        KafkaConsumer<String, byte[]> consumer = clients.consumer(group);
        consumer.subscribe(List.of(topic));
        return consumer;
    }

    private Consumer<String, byte[]> assigned(String topic, Duration since) {
        topics.ensure(List.of(topic));
        KafkaConsumer<String, byte[]> consumer = clients.listener();
        try {
            assign(consumer, topic, Instant.now().minus(since));
            return consumer;
        } catch (RuntimeException | Error e) {
            consumer.close();
            throw e;
        }
    }

    private static void assign(Consumer<String, byte[]> consumer, String topic, Instant since) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("the broker does not know its new topic yet");
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        long from = since.toEpochMilli();
        consumer.offsetsForTimes(partitions.stream().collect(Collectors.toMap(Function.identity(), each -> from)))
                .forEach((partition, found) -> {
                    if (found != null) {
                        consumer.seek(partition, found.offset());
                    }
                });
    }
}
