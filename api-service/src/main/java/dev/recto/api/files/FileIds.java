package dev.recto.api.files;

import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.UuidText;
import java.util.UUID;

/** Ids of files as they stand in addresses. */
final class FileIds {
    private FileIds() {}

    static UUID parse(String text) {
        return UuidText.parse(text, ErrorCode.INVALID_FILE_ID, "file_id");
    }
}
