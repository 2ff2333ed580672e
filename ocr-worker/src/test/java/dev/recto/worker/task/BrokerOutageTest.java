package dev.recto.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrokerOutageTest {
    private final Logger log = Logger.getLogger(BrokerOutage.class.getName());
    private final Lines lines = new Lines();
    private Instant now = Instant.EPOCH;
    private final BrokerOutage outage = new BrokerOutage(() -> now);

    @BeforeEach
    void listen() {
        log.addHandler(lines);
    }

    @AfterEach
    void forget() {
        log.removeHandler(lines);
    }

    @Test
    void aHundredTakersAreOneLineAMinute() {
        for (int second = 0; second < 121; second++) {
            for (int taker = 0; taker < 100; taker++) {
                outage.noticed("taking tasks starts anew", new IllegalStateException("secret"));
            }
            now = now.plus(Duration.ofSeconds(1));
        }
        assertThat(lines.written).hasSize(3);
        outage.over();
        outage.over();
        assertThat(lines.written).hasSize(4);
    }

    @Test
    void whatComesAndGoesIsToldOnceAMinute() {
        for (int second = 0; second < 120; second++) {
            outage.noticed("taking tasks starts anew", new IllegalStateException());
            outage.over();
            now = now.plus(Duration.ofSeconds(1));
        }
        assertThat(lines.written).hasSize(4);
    }

    private static final class Lines extends Handler {
        private final List<LogRecord> written = new ArrayList<>();

        @Override
        public void publish(LogRecord line) {
            written.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
