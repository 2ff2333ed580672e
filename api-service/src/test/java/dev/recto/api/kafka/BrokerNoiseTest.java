package dev.recto.api.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class BrokerNoiseTest {
    private static final String NETWORK = "org.apache.kafka.clients.NetworkClient";

    private Instant now = Instant.EPOCH;
    private final BrokerNoise noise = new BrokerNoise(() -> now);

    @Test
    void theNetworkIsHeardOnceAMinute() {
        int heard = 0;
        for (int second = 0; second < 121; second++) {
            heard += noise.isLoggable(line(NETWORK)) ? 1 : 0;
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
