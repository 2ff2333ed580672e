package dev.recto.api.files.upload;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.Problem;
import dev.recto.api.files.FileName;
import dev.recto.api.files.FilePurpose;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** Announces a large file, in OpenAI's form. */
record CreateUploadRequest(
        @NotNull @CodePointLength(min = 1, max = FileName.MAX_LENGTH)
        String filename,

        @NotNull @Min(1) Long bytes,

        @NotNull @CodePointLength(min = 3, max = 255) @JsonProperty("mime_type")
        String mimeType,

        @NotNull FilePurpose purpose,
        @Valid @JsonProperty("expires_after") @Nullable ExpiresAfterRequest expiresAfter) {

    record ExpiresAfterRequest(
            @NotNull Anchor anchor,
            @NotNull @Min(MIN_SECONDS) @Max(MAX_SECONDS) Integer seconds) {
        private static final int MIN_SECONDS = 3600;
        private static final int MAX_SECONDS = 2_592_000;

        enum Anchor {
            @JsonProperty("created_at")
            CREATED_AT
        }
    }

    Announcement announcement() {
        String name = FileName.clean(filename)
                .orElseThrow(
                        () -> ApiException.invalid(Problem.body("filename", "must be a file name", "value_error")));
        Duration lifetime = expiresAfter == null ? null : Duration.ofSeconds(expiresAfter.seconds());
        return new Announcement(name, bytes, purpose, lifetime);
    }
}
