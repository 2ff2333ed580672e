package dev.recto.worker.engine;

import org.jspecify.annotations.Nullable;

/** The engine could not read a page, and why. */
public final class EngineException extends RuntimeException {
    private final Reason reason;

    /** What went wrong. */
    public enum Reason {
        /** The bounded queue is full: try again when a page has ended. */
        QUEUE_FULL,
        /** The prompt leaves no room for a token in a cache slot. */
        PROMPT_TOO_LONG,
        /** The engine was closed before the page ended. */
        CLOSED,
        /** The model failed on this page or on a step it shared. */
        MODEL_FAILED
    }

    public EngineException(Reason reason, @Nullable Throwable cause) {
        super(reason.name(), cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
