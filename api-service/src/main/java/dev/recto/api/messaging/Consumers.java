package dev.recto.api.messaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final KafkaConfig config;
    private final MessageSender sender;
    private final MeterRegistry registry;
    private final ObjectMapper json;
    private final Tracing tracing;

    Consumers(
            KafkaClients clients,
            KafkaTopics topics,
            KafkaConfig config,
            MessageSender sender,
            MeterRegistry registry,
            ObjectMapper json,
            Tracing tracing) {
        this.clients = clients;
        this.topics = topics;
        this.config = config;
        this.sender = sender;
        this.registry = registry;
        this.json = json;
        this.tracing = tracing;
    }

    /**
     * Each message reaches one of the group's pods; one that can't be taken is set aside.
     *
     * @param dead topic of those
     * @param blame what a failure to take messages tells
     */
    public <T> AutoCloseable share(
            String topic,
            String dead,
            String group,
            Class<T> type,
            Incoming<T> incoming,
            Function<RuntimeException, Blame> blame) {
        DeadLetters deadLetters = new DeadLetters(topic, dead, config.maxMessageBytes(), sender, registry);
        RecordHandler handler = new Sifting<>(new MessageReader<>(json, type), incoming, blame, deadLetters, tracing);
        return new ConsumerLoop(topic, () -> subscribed(topic, dead, group), true, handler, registry);
    }

    /** Each message reaches this pod, from those of the last {@code since} on. */
    public <T> AutoCloseable hear(String topic, Duration since, Class<T> type, Listener<T> listener) {
        Hearing<T> hearing = new Hearing<>(topic, new MessageReader<>(json, type), listener);
        return new ConsumerLoop(
                topic,
                () -> {
                    hearing.begin(Instant.now());
                    return assigned(topic, since);
                },
                false,
                hearing,
                registry);
    }

    private Consumer<String, byte[]> subscribed(String topic, String dead, String group) {
        topics.ensure(List.of(topic, dead));
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
        // Before the rest, so that nothing that is sent meanwhile is passed over
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long from = since.toEpochMilli();
        consumer.offsetsForTimes(partitions.stream().collect(Collectors.toMap(Function.identity(), each -> from)))
                .forEach((partition, found) -> consumer.seek(
                        partition, found == null ? Objects.requireNonNull(ends.get(partition)) : found.offset()));
    }
}
