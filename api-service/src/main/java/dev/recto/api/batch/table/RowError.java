package dev.recto.api.batch.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorBody;
import dev.recto.api.fault.ErrorCode;
import java.util.UUID;

/**
 * What {@code /v1/ocr} would have answered to a row that failed.
 *
 * @param body an {@link ErrorBody} as JSON
 */
public record RowError(int status, String body) {
    private static final String GONE = "What was read was deleted before the batch ended.";

    public static RowError of(ApiException fault, UUID job, ObjectMapper json) {
        try {
            String body = json.writeValueAsString(ErrorBody.of(fault, RowIds.of(job)));
            return new RowError(fault.code().status(), body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of a row whose reading is no more. */
    public static RowError gone(UUID job, ObjectMapper json) {
        return of(new ApiException(ErrorCode.JOB_NOT_FOUND, GONE), job, json);
    }
}
