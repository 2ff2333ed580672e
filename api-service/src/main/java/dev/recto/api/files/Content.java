package dev.recto.api.files;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.model.DocumentKind;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes of a file tell about it.
 *
 * @param sha256 lower-case hex
 * @param text whether they are UTF-8
 * @param lines how many, if they are JSONL
 */
record Content(long size, String sha256, Optional<DocumentKind> kind, boolean text, OptionalLong lines) {
    /** Null for bytes of no kind that the service knows. */
    @Nullable
    String mimetype() {
        if (kind.isPresent()) {
            return kind.get().mimetype();
        }
        if (lines.isPresent()) {
            return "application/jsonl";
        }
        return text ? "text/plain" : null;
    }

    /** Throws the error of a client whose bytes are not what the purpose wants. */
    void require(FilePurpose purpose) {
        if (size == 0) {
            throw new ApiException(ErrorCode.EMPTY_DOCUMENT, "The file is empty.").param("file");
        }
        if (purpose == FilePurpose.OCR && kind.isEmpty()) {
            throw new ApiException(ErrorCode.UNSUPPORTED_FORMAT).param("file");
        }
        if (purpose == FilePurpose.BATCH && !text) {
            throw new ApiException(ErrorCode.INVALID_BATCH_FILE, "The batch file is not UTF-8 text.").param("file");
        }
    }

    SampleType sampleType(FilePurpose purpose) {
        return switch (purpose) {
            case BATCH -> SampleType.BATCH_REQUEST;
            case FINE_TUNE -> SampleType.INSTRUCT;
            default -> kind.isPresent() ? SampleType.OCR_INPUT : SampleType.OTHER;
        };
    }
}
