package dev.recto.api.fault;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one error shape: flat for Mistral and Opper, {@code error} for OpenAI, {@code detail} for FastAPI. */
public record ErrorBody(
        String object,
        String type,
        String message,
        String code,
        @Nullable String param,
        Detail detail,
        @JsonProperty("request_id") String requestId,
        @JsonInclude(Include.NON_NULL) @Nullable UUID job,
        OpenAiError error) {

    /** A list exactly when the status is 422. */
    sealed interface Detail {}

    record Message(@JsonValue String text) implements Detail {}

    record Problems(@JsonValue List<Problem> problems) implements Detail {}

    record OpenAiError(
            String message, String type, @Nullable String param, String code) {}

    public static ErrorBody of(ApiException fault, String requestId) {
        ErrorCode code = fault.code();
        String message = fault.text();
        return new ErrorBody(
                "error",
                code.errorClass().title(),
                message,
                code.word(),
                fault.param(),
                detail(fault),
                requestId,
                fault.job(),
                new OpenAiError(message, code.errorClass().openAiType(), fault.param(), code.word()));
    }

    private static Detail detail(ApiException fault) {
        if (fault.code() != ErrorCode.VALIDATION_ERROR) {
            return new Message(fault.text());
        }
        return new Problems(
                fault.problems().isEmpty()
                        ? List.of(Problem.at(
                                "body", fault.param() == null ? "" : fault.param(), fault.text(), "value_error"))
                        : fault.problems());
    }
}
