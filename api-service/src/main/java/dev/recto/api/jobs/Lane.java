package dev.recto.api.jobs;

/** Who goes first: a page of an earlier lane goes before any of a later one. */
public enum Lane {
    /** Somebody waits for the answer. */
    INTERACTIVE,
    BATCH
}
