package dev.recto.api.reading;

import dev.recto.model.Words;

/** Where a job stands. */
public enum JobState {
    /** Committed; no worker has been asked yet. */
    ACCEPTED,
    /** A worker is asked to open the document. */
    PROBING,
    /** Its pages are known and being read. */
    READING,
    /** Committed; to be sent to an upstream. */
    TO_FORWARD,
    /** An upstream is asked to read it. */
    FORWARDED,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** One that was written down, perhaps by a later version: of what is not known here only this much is, whether it has ended. */
    public static JobState kept(String name, boolean ended) {
        return Words.kept(JobState.class, name).orElse(ended ? FAILED : READING);
    }

    /** Whether nobody knows the document's pages yet. */
    boolean isBeforeReading() {
        return this == ACCEPTED || this == PROBING;
    }

    public boolean ended() {
        return switch (this) {
            case ACCEPTED, PROBING, READING, TO_FORWARD, FORWARDED -> false;
            case SUCCEEDED, FAILED, CANCELLED -> true;
        };
    }
}
