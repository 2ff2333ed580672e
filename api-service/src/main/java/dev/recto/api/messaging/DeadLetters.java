package dev.recto.api.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recto.api.background.Causes;
import dev.recto.api.background.Outage;
import dev.recto.model.Words;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Where messages go that can't be taken: as they came, with headers that say why. */
final class DeadLetters {
    /** For the headers, within the largest message. */
    private static final int ROOM = 4096;

    private static final int MOST_CAUSES = 8;

    private final String topic;
    private final int largestValue;
    private final MessageSender sender;
    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);
    private final Outage taking;

    /** @param source topic of the messages */
    DeadLetters(String source, String topic, int maxMessageBytes, MessageSender sender, MeterRegistry registry) {
        this.topic = topic;
        this.largestValue = maxMessageBytes - ROOM;
        this.sender = sender;
        for (Reason reason : Reason.values()) {
            counters.put(
                    reason, registry.counter("recto.messages.set.aside", "topic", source, "reason", Words.of(reason)));
        }
        this.taking = new Outage("taking messages, set aside on " + topic + ",");
    }

    enum Reason {
        /** It is no message, or of a kind that this version does not know. */
        UNREADABLE,
        /** It was understood but can't be written down. */
        REJECTED
    }

    /** Blocks until the broker has it; fails otherwise. */
    void setAside(ConsumerRecord<String, byte[]> record, Reason reason, Throwable failure) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("recto.reason", Words.of(reason));
        headers.put("recto.failure", kinds(failure));
        headers.put("recto.topic", record.topic());
        headers.put("recto.partition", Integer.toString(record.partition()));
        headers.put("recto.offset", Long.toString(record.offset()));
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(topic, record.key(), value(record));
        headers.forEach((name, value) -> letter.headers().add(name, value.getBytes(UTF_8)));
        sender.store(letter);
        Objects.requireNonNull(counters.get(reason)).increment();
        taking.failed(failure);
    }

    private byte @Nullable [] value(ConsumerRecord<String, byte[]> record) {
        byte[] value = record.value();
        return value == null || value.length > largestValue ? null : value;
    }

    /** No messages of theirs, which may quote documents. */
    private static String kinds(Throwable failure) {
        return Causes.of(failure)
                .limit(MOST_CAUSES)
                .map(each -> each.getClass().getSimpleName())
                .collect(Collectors.joining(" < "));
    }
}
