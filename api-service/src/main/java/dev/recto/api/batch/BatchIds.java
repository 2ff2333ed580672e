package dev.recto.api.batch;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import java.util.Optional;
import java.util.UUID;

/** Ids as clients write them. */
final class BatchIds {
    private static final int LENGTH = 36;

    private BatchIds() {}

    static UUID job(String text) {
        return parse(text).orElseThrow(() -> new ApiException(ErrorCode.INVALID_JOB_ID).param("job_id"));
    }

    static Optional<UUID> parse(String text) {
        try {
            return text.length() == LENGTH ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
