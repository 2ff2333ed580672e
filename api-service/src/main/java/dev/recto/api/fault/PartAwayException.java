package dev.recto.api.fault;

import org.jspecify.annotations.Nullable;

/** A part of the installation, such as the broker, does not answer, or not in time; what was asked of it may have happened. */
public abstract class PartAwayException extends RuntimeException {
    protected PartAwayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
