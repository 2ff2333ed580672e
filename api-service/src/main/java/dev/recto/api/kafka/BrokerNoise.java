package dev.recto.api.kafka;

import dev.recto.kafka.OncePerMinute;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/** {@link OncePerMinute} as the log knows it. */
@LoggingFilter(name = "broker-noise")
public final class BrokerNoise implements Filter {
    private final Filter limit = new OncePerMinute();

    @Override
    public boolean isLoggable(LogRecord line) {
        return limit.isLoggable(line);
    }
}
