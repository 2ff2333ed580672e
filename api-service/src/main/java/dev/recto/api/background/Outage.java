package dev.recto.api.background;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Work that may fail for a while: one line when it begins to, one when it is over, and no more than one of each a minute, however
 * often it fails in between. They tell kinds and places of failures but no messages, which may quote documents.
 */
public final class Outage {
    private static final Logger LOG = Logger.getLogger(Outage.class);
    private static final Duration REMINDER = Duration.ofMinutes(1);
    private static final String OWN = "dev.recto.";

    private final String work;
    private final InstantSource clock;
    private @Nullable Instant told;
    private boolean open;
    private int failures;

    public Outage(String work) {
        this(work, InstantSource.system());
    }

    Outage(String work, InstantSource clock) {
        this.work = work;
        this.clock = clock;
    }

    public synchronized void failed(Throwable failure) {
        failures++;
        LOG.debugf(failure, "%s failed", work);
        Instant now = clock.instant();
        if (told == null || !now.isBefore(told.plus(REMINDER))) {
            told = now;
            open = true;
            LOG.warnf("%s fails (%d): %s", work, failures, describe(failure));
        }
    }

    public synchronized void over() {
        if (open) {
            LOG.infof("%s works again, failures: %d", work, failures);
            open = false;
            failures = 0;
        }
    }

    /** The failure and its causes by their kinds, and where in the service the innermost came from. */
    private static String describe(Throwable failure) {
        String kinds =
                Causes.of(failure).map(each -> each.getClass().getSimpleName()).collect(Collectors.joining(" < "));
        return kinds
                + Causes.of(failure)
                        .flatMap(each -> place(each).stream())
                        .reduce((outer, inner) -> inner)
                        .map(place -> " at " + place)
                        .orElse("");
    }

    private static Optional<String> place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OWN))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber());
    }
}
