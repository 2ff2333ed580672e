package dev.recto.api.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageTest {
    private final Logger log = Logger.getLogger(Outage.class.getName());
    private final Lines lines = new Lines();
    private Instant now = Instant.EPOCH;
    private final Outage outage = new Outage("sending", () -> now);

    @BeforeEach
    void listen() {
        log.addHandler(lines);
    }

    @AfterEach
    void forget() {
        log.removeHandler(lines);
    }

    @Test
    void itsBeginAndItsEndAreTold() {
        outage.over();
        for (int i = 0; i < 10; i++) {
            outage.failed(new IllegalStateException("secret", new IllegalArgumentException("secret")));
        }
        outage.over();
        outage.over();

        assertThat(lines.written).hasSize(2);
        assertThat(lines.written.getFirst())
                .startsWith("WARN sending")
                .contains("IllegalStateException < IllegalArgumentException at OutageTest.java:");
        assertThat(lines.written.getLast())
                .startsWith("INFO sending works again")
                .contains("10");
    }

    @Test
    void itIsRememberedEveryMinute() {
        for (int second = 0; second < 121; second++) {
            outage.failed(new IllegalStateException());
            now = now.plus(Duration.ofSeconds(1));
        }
        assertThat(lines.written).hasSize(3);
    }

    @Test
    void theNextOneIsToldAgain() {
        outage.failed(new IllegalStateException());
        outage.over();
        now = now.plus(Duration.ofMinutes(1));
        outage.failed(new StackOverflowError());

        assertThat(lines.written).hasSize(3).last().asString().contains("(1): StackOverflowError");
    }

    @Test
    void whatComesAndGoesIsToldOnceAMinute() {
        for (int second = 0; second < 120; second++) {
            outage.failed(new IllegalStateException());
            outage.over();
            now = now.plus(Duration.ofSeconds(1));
        }
        assertThat(lines.written).hasSize(4).element(2).asString().contains("(60)");
    }

    @Test
    void causesMayGoRoundInACircle() {
        IllegalStateException inner = new IllegalStateException();
        inner.initCause(new IllegalArgumentException(inner));
        outage.failed(inner);

        assertThat(lines.written)
                .singleElement()
                .asString()
                .contains("IllegalStateException < IllegalArgumentException");
    }

    @Test
    void messagesAndTracesAreKeptBack() {
        outage.failed(new IllegalStateException("secret"));

        assertThat(lines.written).noneMatch(line -> line.contains("secret"));
        assertThat(lines.thrown).isEmpty();
    }

    private static final class Lines extends Handler {
        private final List<String> written = new ArrayList<>();
        private final List<Throwable> thrown = new ArrayList<>();

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.INFO.intValue()) {
                written.add((line.getLevel().intValue() >= Level.WARNING.intValue() ? "WARN " : "INFO ") + text(line));
                if (line.getThrown() != null) {
                    thrown.add(line.getThrown());
                }
            }
        }

        private static String text(LogRecord line) {
            return line.getParameters() == null
                    ? line.getMessage()
                    : line.getMessage().formatted(line.getParameters());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
