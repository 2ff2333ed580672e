package dev.recto.api.batch;

/** How a row ends. */
enum RowState {
    SUCCEEDED,
    FAILED,
    /** Not tried, or not to its end, since the job ended before. */
    CANCELLED
}
