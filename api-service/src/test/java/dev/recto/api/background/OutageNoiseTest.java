package dev.recto.api.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class OutageNoiseTest {
    private final OutageNoise noise = new OutageNoise();

    @Test
    void kafkasClientsAreHeardOnce() {
        assertThat(noise.isLoggable(line("org.apache.kafka.clients.NetworkClient")))
                .isTrue();
        assertThat(noise.isLoggable(line("org.apache.kafka.clients.NetworkClient")))
                .isFalse();
    }

    @Test
    void aTimerThatIsLateIsNotHeard() {
        assertThat(noise.isLoggable(uncaught("lambda$execute$3"))).isFalse();
    }

    @Test
    void everythingElseIsHeard() {
        for (int i = 0; i < 10; i++) {
            assertThat(noise.isLoggable(line("dev.recto.api.messaging.ConsumerLoop")))
                    .isTrue();
            assertThat(noise.isLoggable(uncaught("acquire"))).isTrue();
        }
    }

    private static LogRecord uncaught(String method) {
        IllegalStateException late = new IllegalStateException("Result is already complete");
        late.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("io.vertx.core.Promise", "fail", "Promise.java", 90),
            new StackTraceElement(
                    "io.vertx.sqlclient.impl.pool.SqlConnectionPool", method, "SqlConnectionPool.java", 216)
        });
        LogRecord line = line("io.quarkus.vertx.core.runtime.VertxCoreRecorder");
        line.setThrown(late);
        return line;
    }

    private static LogRecord line(String logger) {
        LogRecord line = new LogRecord(Level.SEVERE, "something");
        line.setLoggerName(logger);
        return line;
    }
}
