package dev.recto.worker.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.graph.ToyModels;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuntimeLogTest {
    private final Logger logger = Logger.getLogger(RuntimeLog.class.getName());
    private final List<LogRecord> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
    }

    /** It warns of a constant that nobody reads. */
    @Test
    void theRuntimesWarningsAreInTheLog() {
        try (Environment environment = Environment.create();
                Session session =
                        Session.open(environment, ToyModels.withUnreadConstant(), Map.of(), SessionOptions.cpu(1))) {
            assertThat(session.device()).isEqualTo(Device.HOST);
        }
        assertThat(lines)
                .filteredOn(line -> text(line).contains("constant_0"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getLevel().intValue()).isEqualTo(Level.WARNING.intValue());
                    assertThat(text(line)).startsWith("ONNX Runtime: ").doesNotContain("\n");
                });
    }

    @Test
    void whatIsSaidAgainAndAgainIsHeardAFewTimes() {
        String place = "file.cc:" + UUID.randomUUID();
        for (int i = 0; i < 100; i++) {
            RuntimeLog.say(RuntimeLog.WARNING, place, "line\n\tnumber " + i + "\n");
        }
        assertThat(lines).hasSize(10);
        assertThat(text(lines.getFirst())).isEqualTo("ONNX Runtime: line number 0");
        assertThat(text(lines.getLast())).endsWith("line number 9 (and no more lines of this kind)");
        assertThat(RuntimeLog.say(RuntimeLog.WARNING, place + "0", "of another place"))
                .isTrue();
    }

    private static String text(LogRecord line) {
        Object[] parameters = line.getParameters();
        return parameters == null ? line.getMessage() : String.format(line.getMessage(), parameters);
    }
}
