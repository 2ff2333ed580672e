package dev.recto.api.reading;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.model.DocumentFault;
import dev.recto.model.PageFault;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a job failed.
 *
 * @param retryAt when trying again makes sense, if somebody said so
 */
public record JobError(
        ErrorCode code, @Nullable String param, @Nullable Instant retryAt) {
    public JobError(ErrorCode code, @Nullable String param) {
        this(code, param, null);
    }

    public static JobError of(ApiException fault) {
        Duration wait = fault.retryAfter();
        return new JobError(
                fault.code(), fault.param(), wait == null ? null : Instant.now().plus(wait));
    }

    public static JobError of(ErrorCode code) {
        return new JobError(
                code, code == ErrorCode.PAGE_OUT_OF_RANGE || code == ErrorCode.TOO_MANY_PAGES ? "pages" : null);
    }

    public static JobError of(DocumentFault fault) {
        return new JobError(
                switch (fault) {
                    case UNSUPPORTED_FORMAT -> ErrorCode.UNSUPPORTED_FORMAT;
                    case INVALID -> ErrorCode.INVALID_DOCUMENT;
                    case ENCRYPTED -> ErrorCode.ENCRYPTED_DOCUMENT;
                    case WRONG_PASSWORD -> ErrorCode.WRONG_PASSWORD;
                    case EMPTY -> ErrorCode.EMPTY_DOCUMENT;
                    case TOO_MANY_PAGES -> ErrorCode.TOO_MANY_PAGES;
                    case TOO_LARGE -> ErrorCode.DOCUMENT_TOO_LARGE;
                    case GONE -> ErrorCode.FILE_NOT_FOUND;
                },
                fault == DocumentFault.WRONG_PASSWORD ? "document_password" : "document");
    }

    public static JobError of(PageFault fault) {
        return switch (fault) {
            case UNDRAWABLE -> new JobError(ErrorCode.INVALID_DOCUMENT, "document");
            case GONE -> new JobError(ErrorCode.FILE_NOT_FOUND, "document");
            case ENGINE -> JobError.of(ErrorCode.OCR_FAILED);
            case TIMEOUT -> JobError.of(ErrorCode.OCR_TIMEOUT);
            case CANCELLED -> JobError.of(ErrorCode.JOB_CANCELLED);
            case MODEL_NOT_SERVED -> JobError.of(ErrorCode.SERVICE_UNAVAILABLE);
            case UNSUPPORTED_OPTION -> new JobError(ErrorCode.VALIDATION_ERROR, "prompt");
            case LANGUAGE_NOT_OFFERED -> new JobError(ErrorCode.LANGUAGE_NOT_OFFERED, "languages");
        };
    }

    public ApiException exception() {
        ApiException fault = new ApiException(code);
        if (retryAt != null) {
            long wait = Duration.between(Instant.now(), retryAt).plusMillis(999).toSeconds();
            fault = fault.retryAfter(Duration.ofSeconds(Math.max(0, wait)));
        }
        return param == null ? fault : fault.param(param);
    }
}
