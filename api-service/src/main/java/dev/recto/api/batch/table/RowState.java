package dev.recto.api.batch.table;

/** How a row ends. */
public enum RowState {
    SUCCEEDED,
    FAILED,
    /** Not tried, or not to its end, since the job ended before. */
    CANCELLED
}
