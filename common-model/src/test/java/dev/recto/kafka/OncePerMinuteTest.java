package dev.recto.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class OncePerMinuteTest {
    private static final String NETWORK = "org.apache.kafka.clients.NetworkClient";

    private static final String COORDINATOR = "org.apache.kafka.clients.consumer.internals.ConsumerCoordinator";

    private Instant now = Instant.EPOCH;
    private final OncePerMinute noise = new OncePerMinute(() -> now);

    @Test
    void theClientsAreHeardOnceAMinute() {
        int heard = 0;
        for (int second = 0; second < 121; second++) {
            heard += noise.isLoggable(line(second % 2 == 0 ? NETWORK : COORDINATOR)) ? 1 : 0;
            now = now.plus(Duration.ofSeconds(1));
        }
        assertThat(heard).isEqualTo(3);
    }

    @Test
    void everythingElseIsHeard() {
        for (int i = 0; i < 10; i++) {
            assertThat(noise.isLoggable(line("dev.recto.api.kafka.ConsumerLoop")))
                    .isTrue();
        }
    }

    private static LogRecord line(String logger) {
        LogRecord line = new LogRecord(Level.WARNING, "Connection to node -1 could not be established");
        line.setLoggerName(logger);
        return line;
    }
}
