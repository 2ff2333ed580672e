package dev.recto.api.files.upload;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.recto.api.files.FilePurpose;
import dev.recto.api.files.FileView;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An upload as clients see it. */
@JsonNaming(SnakeCaseStrategy.class)
record UploadView(
        UUID id,
        String object,
        long bytes,
        long createdAt,
        long expiresAt,
        String filename,
        FilePurpose purpose,
        UploadStatus status,
        @Nullable FileView file) {
    static UploadView of(Upload upload, @Nullable FileView file) {
        return new UploadView(
                upload.id,
                "upload",
                upload.size,
                upload.createdAt.getEpochSecond(),
                upload.expiresAt.getEpochSecond(),
                upload.filename,
                upload.purpose,
                upload.status,
                file);
    }
}
