package dev.recto.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts messages by topic and by what became of them. INVARIANT: with the first of a topic it is said that none failed, since of a count
 * that begins with its first failure nobody sees that it grew.
 */
public final class SentMessages {
    private static final String NAME = "recto.messages.sent";

    private final MeterRegistry registry;
    private final Map<String, Counters> topics = new ConcurrentHashMap<>();

    private record Counters(Counter acknowledged, Counter failed) {}

    public SentMessages(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The broker has the message, or did not say so in time. */
    public void count(String topic, boolean acknowledged) {
        Counters counters = topics.computeIfAbsent(topic, this::counters);
        (acknowledged ? counters.acknowledged() : counters.failed()).increment();
    }

    private Counters counters(String topic) {
        return new Counters(
                registry.counter(NAME, "topic", topic, "outcome", "acknowledged"),
                registry.counter(NAME, "topic", topic, "outcome", "failed"));
    }
}
