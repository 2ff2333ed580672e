package dev.recto.api.files;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import java.util.UUID;

/** Ids of files as they stand in addresses. */
final class FileIds {
    private static final int LENGTH = 36;

    private FileIds() {}

    static UUID parse(String text) {
        try {
            if (text.length() == LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException malformed) {
            throw invalid();
        }
        throw invalid();
    }

    private static ApiException invalid() {
        return new ApiException(ErrorCode.INVALID_FILE_ID).param("file_id");
    }
}
