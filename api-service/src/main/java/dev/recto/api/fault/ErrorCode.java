package dev.recto.api.fault;

import dev.recto.model.Words;

/** Every error the service answers with, and the sentence used where the thrower has none better. */
public enum ErrorCode {
    INVALID_JSON(ErrorClass.BAD_REQUEST, "The request body is not valid JSON."),
    MISSING_DOCUMENT(ErrorClass.BAD_REQUEST, "The request names no document."),
    UNSUPPORTED_FORMAT(
            ErrorClass.BAD_REQUEST,
            "The document is neither a PDF nor a PNG, JPEG, TIFF, WEBP, GIF, BMP or JPEG 2000 picture; HEIC is not read."),
    INVALID_DOCUMENT(ErrorClass.BAD_REQUEST, "The document is damaged or can't be drawn within the limits."),
    ENCRYPTED_DOCUMENT(ErrorClass.BAD_REQUEST, "The document needs a password: document_password."),
    WRONG_PASSWORD(ErrorClass.BAD_REQUEST, "The password does not open the document."),
    EMPTY_DOCUMENT(ErrorClass.BAD_REQUEST, "The document is empty."),
    INVALID_BASE64(ErrorClass.BAD_REQUEST, "The document is not valid base64."),
    INVALID_FILE_ID(ErrorClass.BAD_REQUEST, "The file id is not a UUID."),
    INVALID_ORG_ID(ErrorClass.BAD_REQUEST, "The organisation id is not a UUID."),
    INVALID_JOB_ID(ErrorClass.BAD_REQUEST, "The job id is not a UUID."),
    INVALID_KEY_ID(ErrorClass.BAD_REQUEST, "The key id is not a UUID."),
    INVALID_DELIVERY_ID(ErrorClass.BAD_REQUEST, "The delivery id is not a UUID."),
    WEBHOOK_SECRET_MISSING(
            ErrorClass.BAD_REQUEST,
            "The organisation has no webhook secret yet; an administrator makes one with POST /v1/webhooks/secrets."),
    DOCUMENT_UNREACHABLE(ErrorClass.BAD_REQUEST, "The document can't be fetched from its URL."),
    URL_NOT_ALLOWED(ErrorClass.BAD_REQUEST, "Documents are not fetched from this URL."),
    PAGE_OUT_OF_RANGE(ErrorClass.BAD_REQUEST, "A page is behind the end of the document."),
    TOO_MANY_PAGES(ErrorClass.BAD_REQUEST, "The document has too many pages."),
    MODEL_NOT_FOUND(ErrorClass.BAD_REQUEST, "There is no such model."),
    LANGUAGE_NOT_OFFERED(ErrorClass.BAD_REQUEST, "The model does not read in a language that was named."),
    UPSTREAM_REFUSED(
            ErrorClass.BAD_REQUEST, "The service that reads with this model refuses the document or an option."),
    INVALID_BATCH_FILE(ErrorClass.BAD_REQUEST, "The batch file is not made of JSON lines with a body each."),
    SIZE_MISMATCH(ErrorClass.BAD_REQUEST, "The parts don't add up to the announced size."),
    CHECKSUM_MISMATCH(ErrorClass.BAD_REQUEST, "The checksum doesn't fit the bytes."),
    BAD_REQUEST(ErrorClass.BAD_REQUEST, "The request can't be understood."),

    MISSING_API_KEY(ErrorClass.UNAUTHORIZED, "An API key is needed: Authorization: Bearer <key>."),
    INVALID_API_KEY(ErrorClass.UNAUTHORIZED, "The API key is not valid."),
    INVALID_TOKEN(ErrorClass.UNAUTHORIZED, "The token is not valid here."),

    SIGNATURE_INVALID(ErrorClass.FORBIDDEN, "The signature is wrong."),
    SIGNATURE_EXPIRED(ErrorClass.FORBIDDEN, "The signed URL has expired."),
    ORG_FORBIDDEN(ErrorClass.FORBIDDEN, "The API key does not belong to this organisation."),
    ADMIN_REQUIRED(ErrorClass.FORBIDDEN, "This needs an administrator's key."),
    INSUFFICIENT_SCOPE(ErrorClass.FORBIDDEN, "The API key may not do this."),

    FILE_NOT_FOUND(ErrorClass.NOT_FOUND, "There is no file with this id."),
    UPLOAD_NOT_FOUND(ErrorClass.NOT_FOUND, "There is no upload with this id."),
    JOB_NOT_FOUND(ErrorClass.NOT_FOUND, "There is no job with this id."),
    KEY_NOT_FOUND(ErrorClass.NOT_FOUND, "There is no API key with this id."),
    DELIVERY_NOT_FOUND(ErrorClass.NOT_FOUND, "There is no delivery with this id."),
    NOT_FOUND(ErrorClass.NOT_FOUND, "There is nothing at this address."),

    METHOD_NOT_ALLOWED(ErrorClass.METHOD_NOT_ALLOWED, "This address does not take this method."),

    REQUEST_TIMEOUT(ErrorClass.TIMEOUT, "The body of the request comes too slowly."),

    UPLOAD_NOT_PENDING(ErrorClass.CONFLICT, "The upload is no longer open."),
    JOB_NOT_FINISHED(ErrorClass.CONFLICT, "The job still runs."),
    JOB_CANCELLED(ErrorClass.CONFLICT, "The job was cancelled."),
    IDEMPOTENCY_KEY_IN_USE(ErrorClass.CONFLICT, "A request with this idempotency key still runs."),

    FILE_TOO_LARGE(ErrorClass.PAYLOAD_TOO_LARGE, "The file is too large."),
    PART_TOO_LARGE(ErrorClass.PAYLOAD_TOO_LARGE, "The part is too large."),
    DOCUMENT_TOO_LARGE(ErrorClass.PAYLOAD_TOO_LARGE, "The document is too large."),
    REQUEST_TOO_LARGE(ErrorClass.PAYLOAD_TOO_LARGE, "The request is too large."),

    RANGE_NOT_SATISFIABLE(ErrorClass.RANGE, "The range holds none of the file's bytes."),

    ADDRESS_TOO_LONG(ErrorClass.ADDRESS_TOO_LONG, "The address of the request is too long."),
    HEADERS_TOO_LARGE(ErrorClass.HEAD_TOO_LARGE, "The headers of the request are too large."),

    UNSUPPORTED_MEDIA_TYPE(
            ErrorClass.UNSUPPORTED_MEDIA_TYPE, "The content type of the body is not one that this address takes."),

    VALIDATION_ERROR(ErrorClass.VALIDATION, "A field is missing or has a wrong value."),

    RATE_LIMITED(ErrorClass.RATE_LIMIT, "Too many requests."),

    OCR_FAILED(ErrorClass.OCR_PROCESSING, "The document could not be read."),
    OCR_TIMEOUT(ErrorClass.OCR_PROCESSING, "Reading took too long."),
    INTERNAL_ERROR(ErrorClass.INTERNAL, "Something broke; the request id finds it in the log."),
    SERVICE_UNAVAILABLE(ErrorClass.UNAVAILABLE, "The OCR engine is not there at the moment.");

    private final ErrorClass errorClass;
    private final String message;

    ErrorCode(ErrorClass errorClass, String message) {
        this.errorClass = errorClass;
        this.message = message;
    }

    public ErrorClass errorClass() {
        return errorClass;
    }

    public int status() {
        return errorClass.status();
    }

    public String message() {
        return message;
    }

    /** The contract's word, such as {@code invalid_json}. */
    public String word() {
        return Words.of(this);
    }

    /** One that was written down, perhaps by a later version: of what is not known here only this much is, that reading failed. */
    public static ErrorCode kept(String name) {
        return Words.kept(ErrorCode.class, name).orElse(OCR_FAILED);
    }

    /** The code that stands for a bare HTTP status, as the framework gives one. */
    public static ErrorCode ofStatus(int status) {
        return switch (status) {
            case 401 -> MISSING_API_KEY;
            case 403 -> INSUFFICIENT_SCOPE;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> REQUEST_TOO_LARGE;
            case 414 -> ADDRESS_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> VALIDATION_ERROR;
            case 429 -> RATE_LIMITED;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> SERVICE_UNAVAILABLE;
            default -> status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL_ERROR;
        };
    }
}
