package dev.recto.api.forward.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Our error for one of an upstream's: of its words only those count that we know ourselves. */
final class UpstreamFault {
    private static final Logger LOG = Logger.getLogger(UpstreamFault.class);
    private static final int MOST_READ = 1 << 16;
    /** What another service may say about the document that was sent; the words are those of another Recto. */
    private static final Set<ErrorCode> ABOUT_THE_REQUEST = Set.of(
            ErrorCode.UNSUPPORTED_FORMAT,
            ErrorCode.INVALID_DOCUMENT,
            ErrorCode.ENCRYPTED_DOCUMENT,
            ErrorCode.EMPTY_DOCUMENT,
            ErrorCode.PAGE_OUT_OF_RANGE,
            ErrorCode.TOO_MANY_PAGES,
            ErrorCode.MODEL_NOT_FOUND);

    private UpstreamFault() {}

    /**
     * @param retryAfter the header, null if there was none
     * @param body opened only if it may say more than the status
     */
    static ApiException of(int status, @Nullable String retryAfter, Supplier<InputStream> body, ObjectMapper json) {
        ApiException fault = status >= 400 && status < 500
                ? known(body, json).orElseGet(() -> new ApiException(code(status)))
                : new ApiException(code(status));
        return switch (fault.code().errorClass()) {
            case RATE_LIMIT, UNAVAILABLE ->
                seconds(retryAfter).map(fault::retryAfter).orElse(fault);
            // What was tried and failed is no better later: there the header speaks of a job that goes on.
            default -> fault;
        };
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 400, 422 -> ErrorCode.UPSTREAM_REFUSED;
            case 408, 504 -> ErrorCode.OCR_TIMEOUT;
            case 413 -> ErrorCode.DOCUMENT_TOO_LARGE;
            case 429 -> ErrorCode.RATE_LIMITED;
            // The rest of the 4xx is about address and key, which are the operator's matter.
            case 502, 503 -> ErrorCode.SERVICE_UNAVAILABLE;
            default -> status >= 500 ? ErrorCode.OCR_FAILED : ErrorCode.SERVICE_UNAVAILABLE;
        };
    }

    private static Optional<ApiException> known(Supplier<InputStream> body, ObjectMapper json) {
        try (InputStream in = body.get()) {
            JsonNode error = json.readTree(in.readNBytes(MOST_READ));
            return code(error.path("code").asText())
                    .or(() -> code(error.path("type").asText()))
                    .map(code -> new ApiException(code).param(param(code)));
        } catch (IOException | RuntimeException unreadable) {
            LOG.debugf("An error can't be understood: %s", unreadable.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static Optional<ErrorCode> code(String word) {
        return switch (word) {
            case "invalid_model" -> Optional.of(ErrorCode.MODEL_NOT_FOUND);
            case "document_parser_invalid_file" -> Optional.of(ErrorCode.INVALID_DOCUMENT);
            default ->
                ABOUT_THE_REQUEST.stream()
                        .filter(code -> code.word().equals(word))
                        .findFirst();
        };
    }

    private static String param(ErrorCode code) {
        return switch (code) {
            case MODEL_NOT_FOUND -> "model";
            case PAGE_OUT_OF_RANGE, TOO_MANY_PAGES -> "pages";
            default -> "document";
        };
    }

    /** The header's form as a date is not looked at. */
    private static Optional<Duration> seconds(@Nullable String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,5}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)))
                : Optional.empty();
    }
}
