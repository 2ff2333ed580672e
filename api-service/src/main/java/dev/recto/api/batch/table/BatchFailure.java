package dev.recto.api.batch.table;

import dev.recto.api.fault.ErrorCode;

/** Why a job itself failed, whatever became of its rows. */
public enum BatchFailure {
    INPUT_GONE(ErrorCode.FILE_NOT_FOUND, "The file with the rows is gone."),
    RESULTS_NOT_STORED(ErrorCode.INTERNAL_ERROR, "The results could not be stored.");

    private final ErrorCode code;
    private final String message;

    BatchFailure(ErrorCode code, String message) {
        this.code = code;
        this.message = message;
    }

    public ErrorCode code() {
        return code;
    }

    public String message() {
        return message;
    }
}
