package dev.recto.api.files;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file as clients see it: every field that one of four APIs has. */
@JsonNaming(SnakeCaseStrategy.class)
public record FileView(
        UUID id,
        String object,
        String filename,
        long bytes,
        long fileSize,
        FilePurpose purpose,
        String status,
        @Nullable String statusDetails,
        long createdAt,
        Instant createdAtIso,
        UUID createdBy,
        UUID orgId,
        UUID projectId,
        @Nullable String mimetype,
        SampleType sampleType,
        FileSource source,
        @Nullable Long numLines,
        String signature,
        FileVisibility visibility,
        @Nullable Long expiresAt,
        boolean deleted) {
    /** @param openAi whether the client waits for OpenAI's word for a file that is ready */
    public static FileView of(StoredFile file, boolean openAi) {
        return new FileView(
                file.id,
                "file",
                file.filename,
                file.size,
                file.size,
                file.purpose,
                openAi ? "processed" : "complete",
                null,
                file.createdAt.getEpochSecond(),
                file.createdAt.truncatedTo(ChronoUnit.SECONDS),
                file.createdBy,
                file.organisation,
                file.project,
                file.mimetype,
                file.sampleType,
                file.source,
                file.lines,
                file.sha256,
                file.visibility,
                file.expiresAt == null ? null : file.expiresAt.getEpochSecond(),
                false);
    }
}
