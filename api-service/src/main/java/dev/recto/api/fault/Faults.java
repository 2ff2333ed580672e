package dev.recto.api.fault;

import dev.recto.api.background.Causes;
import dev.recto.api.background.Outage;
import org.jboss.logging.Logger;

/** What a client is told about a failure, of whatever kind; what it is not told goes to the log. */
public final class Faults {
    private static final Logger LOG = Logger.getLogger(Faults.class);
    private static final Outage AWAY = new Outage("a part that requests need");

    private Faults() {}

    /** Whether it comes of an outage, after which the same may work. */
    public static boolean passes(Throwable failure) {
        return PartAway.isCauseOf(failure) || Causes.of(failure).anyMatch(Faults::isUnavailable);
    }

    private static boolean isUnavailable(Throwable failure) {
        return failure instanceof ApiException told && told.code().errorClass() == ErrorClass.UNAVAILABLE;
    }

    /** An outage that may pass becomes {@link ErrorCode#SERVICE_UNAVAILABLE}, a defect {@link ErrorCode#INTERNAL_ERROR}. */
    public static ApiException of(Throwable failure) {
        if (failure instanceof ApiException told) {
            return told;
        }
        if (PartAway.isCauseOf(failure)) {
            AWAY.failed(failure);
            return new ApiException(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "A part of the service does not answer at the moment. What was asked may have been done:"
                            + " with an Idempotency-Key it is safe to ask again.");
        }
        LOG.error("Request failed", failure);
        return new ApiException(ErrorCode.INTERNAL_ERROR);
    }
}
