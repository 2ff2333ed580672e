package dev.recto.api.reading;

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
