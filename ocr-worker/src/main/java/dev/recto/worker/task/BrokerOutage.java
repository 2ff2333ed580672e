package dev.recto.worker.task;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A broker that is away, which every client notices every second: at most one line a minute, and one more when it is over. */
final class BrokerOutage {
    private static final Logger LOG = Logger.getLogger(BrokerOutage.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private @Nullable Instant told;
    private boolean open;
    private int failures;

    BrokerOutage(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void noticed(String consequence, Throwable failure) {
        failures++;
        Instant now = clock.instant();
        if (told == null || !now.isBefore(told.plus(PAUSE))) {
            told = now;
            open = true;
            LOG.warnf(
                    "The broker does not answer as it should (%d): %s: %s",
                    failures, consequence, failure.getClass().getSimpleName());
        }
    }

    synchronized void over() {
        if (open) {
            LOG.infof("The broker answers again, failures: %d", failures);
            open = false;
            failures = 0;
        }
    }
}
