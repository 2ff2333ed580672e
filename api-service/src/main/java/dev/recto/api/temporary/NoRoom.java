package dev.recto.api.temporary;

import dev.recto.api.background.Causes;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A disk that takes no more: the service's fault, and nobody's document's. */
public final class NoRoom {
    private static final Logger LOG = Logger.getLogger(NoRoom.class);

    private NoRoom() {}

    public static ApiException of(Throwable failure) {
        LOG.errorf("Temporary files can't be written: %s", reason(failure));
        return new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "There is no room for documents at the moment.");
    }

    /** Of the innermost one, which says what the system did; their names are our own. */
    private static @Nullable String reason(Throwable failure) {
        return Causes.of(failure)
                .reduce((outer, inner) -> inner)
                .orElse(failure)
                .getMessage();
    }
}
