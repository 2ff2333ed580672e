package dev.recto.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

final class SentMessagesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SentMessages sent = new SentMessages(registry);

    private double count(String outcome) {
        return registry.get("recto.messages.sent")
                .tags("topic", "replies", "outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void failuresAreCountedFromNone() {
        sent.count("replies", true);
        assertThat(count("failed")).isZero();

        sent.count("replies", false);
        assertThat(count("failed")).isOne();
        assertThat(count("acknowledged")).isOne();
    }
}
