package dev.recto.api.fault;

import dev.recto.tracing.Coded;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An error that the client is told about, and the only way to tell it. */
public final class ApiException extends RuntimeException implements Coded {
    private final ErrorCode code;
    private final @Nullable String param;
    private final List<Problem> problems;
    private final @Nullable Duration retryAfter;
    private final @Nullable UUID job;
    private final @Nullable Long size;

    private ApiException(
            ErrorCode code,
            String message,
            @Nullable String param,
            List<Problem> problems,
            @Nullable Duration retryAfter,
            @Nullable UUID job,
            @Nullable Long size) {
        super(message, null, false, false);
        this.code = code;
        this.param = param;
        this.problems = problems;
        this.retryAfter = retryAfter;
        this.job = job;
        this.size = size;
    }

    public ApiException(ErrorCode code) {
        this(code, code.message());
    }

    public ApiException(ErrorCode code, String message) {
        this(code, message, null, List.of(), null, null, null);
    }

    /** A 422 whose message and param are the first problem's. */
    public static ApiException invalid(List<Problem> problems) {
        Problem first = problems.getFirst();
        return new ApiException(
                ErrorCode.VALIDATION_ERROR,
                first.param().isEmpty() ? first.msg() : first.param() + ": " + first.msg(),
                first.param().isEmpty() ? null : first.param(),
                List.copyOf(problems),
                null,
                null,
                null);
    }

    public static ApiException invalid(Problem problem) {
        return invalid(List.of(problem));
    }

    /** The same, naming the request field at fault in dotted form. */
    public ApiException param(String field) {
        return new ApiException(code, text(), field, problems, retryAfter, job, size);
    }

    public ApiException retryAfter(Duration wait) {
        return new ApiException(code, text(), param, problems, wait, job, size);
    }

    /** The same, naming the job whose state and pages can still be asked for. */
    public ApiException job(UUID id) {
        return new ApiException(code, text(), param, problems, retryAfter, id, size);
    }

    /** The same, saying how many bytes there are. */
    public ApiException size(long bytes) {
        return new ApiException(code, text(), param, problems, retryAfter, job, bytes);
    }

    @Override
    public ErrorCode code() {
        return code;
    }

    public String text() {
        String message = getMessage();
        return message == null ? code.message() : message;
    }

    public @Nullable String param() {
        return param;
    }

    public List<Problem> problems() {
        return problems;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public @Nullable UUID job() {
        return job;
    }

    public @Nullable Long size() {
        return size;
    }
}
