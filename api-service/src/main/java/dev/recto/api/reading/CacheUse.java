package dev.recto.api.reading;

/** What a job has to do with what other jobs have read. */
public enum CacheUse {
    /** Nothing. */
    NONE,
    /** It is read anew, and kept for others. */
    KEEP,
    /** What is known is not read. */
    LOOK_UP
}
