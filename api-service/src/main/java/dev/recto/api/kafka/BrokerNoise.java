package dev.recto.api.kafka;

import io.quarkus.logging.LoggingFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** Lets one line a minute through of what each Kafka client says every second while the broker is away. */
@LoggingFilter(name = "broker-noise")
public final class BrokerNoise implements Filter {
    private static final String NOISY = "org.apache.kafka.clients.NetworkClient";
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private @Nullable Instant said;

    public BrokerNoise() {
        this(InstantSource.system());
    }

    BrokerNoise(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        return !NOISY.equals(line.getLoggerName()) || isTime();
    }

    private synchronized boolean isTime() {
        Instant now = clock.instant();
        boolean time = said == null || !now.isBefore(said.plus(PAUSE));
        if (time) {
            said = now;
        }
        return time;
    }
}
