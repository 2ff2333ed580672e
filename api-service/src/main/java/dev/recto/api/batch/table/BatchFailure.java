package dev.recto.api.batch.table;

import dev.recto.api.fault.ErrorCode;
import dev.recto.model.Words;

/** Why a job itself failed, whatever became of its rows. */
public enum BatchFailure {
    INPUT_GONE(ErrorCode.FILE_NOT_FOUND, "The file with the rows is gone."),
    RESULTS_NOT_STORED(ErrorCode.INTERNAL_ERROR, "The results could not be stored."),
    /** What a later version found. */
    UNKNOWN(ErrorCode.INTERNAL_ERROR, "The job could not run.");

    private final ErrorCode code;
    private final String message;

    BatchFailure(ErrorCode code, String message) {
        this.code = code;
        this.message = message;
    }

    /** One that was written down, perhaps by a later version. */
    static BatchFailure kept(String name) {
        return Words.kept(BatchFailure.class, name).orElse(UNKNOWN);
    }

    public ErrorCode code() {
        return code;
    }

    public String message() {
        return message;
    }
}
