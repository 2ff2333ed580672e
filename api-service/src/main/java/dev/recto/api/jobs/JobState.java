package dev.recto.api.jobs;

/** Where a job stands. */
public enum JobState {
    /** Committed; no worker has been asked yet. */
    ACCEPTED,
    /** A worker is asked to open the document. */
    PROBING,
    /** Its pages are known and being read. */
    READING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    public boolean ended() {
        return switch (this) {
            case ACCEPTED, PROBING, READING -> false;
            case SUCCEEDED, FAILED, CANCELLED -> true;
        };
    }
}
