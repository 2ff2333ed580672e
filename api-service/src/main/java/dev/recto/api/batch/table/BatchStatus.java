package dev.recto.api.batch.table;

import dev.recto.api.web.input.Word;

/** Where a job stands. */
public enum BatchStatus implements Word {
    QUEUED,
    RUNNING,
    /** Every row was tried, even if some failed. */
    SUCCESS,
    /** The job itself could not run. */
    FAILED,
    TIMEOUT_EXCEEDED,
    CANCELLATION_REQUESTED,
    CANCELLED;

    @Override
    public String word() {
        return name();
    }
}
