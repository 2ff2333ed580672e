package dev.recto.api.web;

import dev.recto.api.fault.ApiException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Headers that go with an error. */
final class ErrorHeaders {
    /** For an unavailable engine that says nothing better. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private ErrorHeaders() {}

    static Map<String, String> of(ApiException fault) {
        Map<String, String> headers = new HashMap<>();
        Duration wait = fault.retryAfter();
        switch (fault.code().errorClass()) {
            case UNAUTHORIZED -> headers.put("WWW-Authenticate", "Bearer");
            case RATE_LIMIT, UNAVAILABLE ->
                headers.put("Retry-After", Long.toString((wait == null ? RETRY_AFTER : wait).toSeconds()));
            case BAD_REQUEST,
                    FORBIDDEN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    TIMEOUT,
                    CONFLICT,
                    PAYLOAD_TOO_LARGE,
                    ADDRESS_TOO_LONG,
                    UNSUPPORTED_MEDIA_TYPE,
                    HEAD_TOO_LARGE,
                    RANGE,
                    VALIDATION,
                    INTERNAL -> {}
            case OCR_PROCESSING -> {
                if (wait != null) {
                    headers.put("Retry-After", Long.toString(wait.toSeconds()));
                }
            }
        }
        if (fault.size() != null) {
            headers.put("Content-Range", "bytes */" + fault.size());
        }
        if (fault.job() != null) {
            headers.put("X-Recto-Job", fault.job().toString());
        }
        return headers;
    }
}
