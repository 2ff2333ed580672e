package dev.recto.model;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Why one page was not read. */
public enum PageFault {
    /** The page can't be drawn within the limits of time and memory, or is damaged: the document's fault. */
    UNDRAWABLE(false),
    /** The stored bytes are gone (file deleted, job ended). */
    GONE(false),
    /** The engine failed on good input. */
    @JsonEnumDefaultValue
    ENGINE(true),
    /** The page's deadline passed. */
    TIMEOUT(true),
    /** The job was cancelled. */
    CANCELLED(false),
    /** This worker does not serve the model (any more). */
    MODEL_NOT_SERVED(true),
    /** The model can't follow the given instruction. */
    UNSUPPORTED_OPTION(false),
    /** The worker does not read in a language that was named. */
    LANGUAGE_NOT_OFFERED(false);

    private final boolean retryable;

    PageFault(boolean retryable) {
        this.retryable = retryable;
    }

    /** One that was written down, perhaps by a later version: as in a message, of what is not known here only this much is, that the engine failed. */
    public static PageFault kept(String name) {
        return Words.kept(PageFault.class, name).orElse(ENGINE);
    }

    public boolean retryable() {
        return retryable;
    }
}
