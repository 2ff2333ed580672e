package dev.recto.api.fault;

/** A class of errors: its HTTP status, its name, and the class that OpenAI's clients know it as. */
public enum ErrorClass {
    BAD_REQUEST(400, "BadRequestError", "invalid_request_error"),
    UNAUTHORIZED(401, "UnauthorizedError", "authentication_error"),
    FORBIDDEN(403, "ForbiddenError", "invalid_request_error"),
    NOT_FOUND(404, "NotFoundError", "invalid_request_error"),
    METHOD_NOT_ALLOWED(405, "MethodNotAllowedError", "invalid_request_error"),
    TIMEOUT(408, "BadRequestError", "invalid_request_error"),
    CONFLICT(409, "ConflictError", "invalid_request_error"),
    PAYLOAD_TOO_LARGE(413, "PayloadTooLargeError", "invalid_request_error"),
    ADDRESS_TOO_LONG(414, "BadRequestError", "invalid_request_error"),
    UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaTypeError", "invalid_request_error"),
    RANGE(416, "BadRequestError", "invalid_request_error"),
    VALIDATION(422, "RequestValidationError", "invalid_request_error"),
    HEAD_TOO_LARGE(431, "BadRequestError", "invalid_request_error"),
    RATE_LIMIT(429, "RateLimitError", "rate_limit_error"),
    OCR_PROCESSING(500, "OCRProcessingError", "server_error"),
    INTERNAL(500, "InternalServerError", "server_error"),
    UNAVAILABLE(503, "ServiceUnavailableError", "server_error");

    private final int status;
    private final String title;
    private final String openAiType;

    ErrorClass(int status, String title, String openAiType) {
        this.status = status;
        this.title = title;
        this.openAiType = openAiType;
    }

    public int status() {
        return status;
    }

    /** The contract's name, such as {@code BadRequestError}. */
    public String title() {
        return title;
    }

    public String openAiType() {
        return openAiType;
    }
}
