package dev.recto.api.messaging;

import dev.recto.api.fault.PartAwayException;

/** The broker did not take a message in time; it may have it nevertheless. */
public final class NotSentException extends PartAwayException {
    NotSentException(Throwable cause) {
        super("the broker did not take the message", cause);
    }
}
