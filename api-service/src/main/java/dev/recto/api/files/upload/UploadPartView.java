package dev.recto.api.files.upload;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.UUID;

/** A part as clients see it. */
@JsonNaming(SnakeCaseStrategy.class)
record UploadPartView(UUID id, String object, long createdAt, UUID uploadId) {
    static UploadPartView of(UploadPart part) {
        return new UploadPartView(part.id, "upload.part", part.createdAt.getEpochSecond(), part.upload);
    }
}
