package dev.recto.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** Lets one line a minute through of what all Kafka clients together say, many times a second, while the broker is away. */
public final class OncePerMinute implements Filter {
    private static final String NOISY = "org.apache.kafka.";
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private @Nullable Instant said;

    public OncePerMinute() {
        this(InstantSource.system());
    }

    OncePerMinute(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        String logger = line.getLoggerName();
        return logger == null || !logger.startsWith(NOISY) || isTime();
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
