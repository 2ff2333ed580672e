package dev.recto.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * Counts messages by topic and by what became of them. INVARIANT: with the first of a topic it is said that none failed, since of a count
 * that begins with its first failure nobody sees that it grew.
 */
public final class SentMessages {
    private static final String NAME = "recto.messages.sent";

    private final MeterRegistry registry;

    public SentMessages(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The broker has the message, or did not say so in time. */
    public void count(String topic, boolean acknowledged) {
        Tags tags = Tags.of("topic", topic);
        var failed = registry.counter(NAME, tags.and("outcome", "failed"));
        var sent = registry.counter(NAME, tags.and("outcome", "acknowledged"));
        (acknowledged ? sent : failed).increment();
    }
}
