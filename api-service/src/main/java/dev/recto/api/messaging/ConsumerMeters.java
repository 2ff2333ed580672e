package dev.recto.api.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is measured of a topic's consumer: {@code recto_messages_lag} (messages that this pod is to take and has not),
 * {@code recto_messages_delay_seconds} (from when one was sent to when it is taken up), {@code recto_messages_take_seconds} (a batch).
 */
final class ConsumerMeters {
    private final MeterRegistry registry;
    private final Timer delay;
    private final Timer taken;
    private final Timer failed;
    // The registry keeps gauges weakly
    private final AtomicLong lag = new AtomicLong();

    ConsumerMeters(MeterRegistry registry, String topic) {
        this.registry = registry;
        Tags tags = Tags.of("topic", topic);
        delay = registry.timer("recto.messages.delay", tags);
        taken = registry.timer("recto.messages.take", tags.and("outcome", "taken"));
        failed = registry.timer("recto.messages.take", tags.and("outcome", "failed"));
        registry.gauge("recto.messages.lag", tags, lag);
    }

    void lag(long messages) {
        lag.set(messages);
    }

    /** Has the records taken; whatever fails there fails here. */
    void taking(List<ConsumerRecord<String, byte[]>> records, Consumer<List<ConsumerRecord<String, byte[]>>> take) {
        if (records.isEmpty()) {
            take.accept(records);
            return;
        }
        Instant now = Instant.now();
        for (ConsumerRecord<String, byte[]> record : records) {
            delay.record(Duration.between(Instant.ofEpochMilli(record.timestamp()), now));
        }
        Timer.Sample sample = Timer.start(registry);
        Timer outcome = failed;
        try {
            take.accept(records);
            outcome = taken;
        } finally {
            sample.stop(outcome);
        }
    }
}
