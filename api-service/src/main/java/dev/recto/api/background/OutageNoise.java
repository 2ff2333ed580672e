package dev.recto.api.background;

import dev.recto.kafka.OncePerMinute;
import io.quarkus.logging.LoggingFilter;
import java.util.Arrays;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** Keeps out of the log what libraries say many times a second during an outage, which {@link Outage} says once. */
@LoggingFilter(name = "outage-noise")
public final class OutageNoise implements Filter {
    private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";
    private static final int DEPTH = 3;

    private final Filter kafka = new OncePerMinute();

    @Override
    public boolean isLoggable(LogRecord line) {
        return !isLateTimer(line.getThrown()) && kafka.isLoggable(line);
    }

    /** Vert.x 4.5 does not stop the timer of a wait for a connection that has failed, and the timer then can't fail it again. */
    private static boolean isLateTimer(@Nullable Throwable thrown) {
        return thrown instanceof IllegalStateException
                && Arrays.stream(thrown.getStackTrace())
                        .limit(DEPTH)
                        .anyMatch(frame -> frame.getClassName().equals(POOL)
                                && frame.getMethodName().startsWith("lambda$execute"));
    }
}
