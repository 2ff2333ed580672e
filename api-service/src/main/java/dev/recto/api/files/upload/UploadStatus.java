package dev.recto.api.files.upload;

import dev.recto.api.postgres.KeptWord;
import dev.recto.api.web.input.Word;
import jakarta.persistence.Converter;

/** Where an upload stands; it leaves {@link #PENDING} once and for all. */
enum UploadStatus implements Word {
    PENDING,
    COMPLETED,
    CANCELLED,
    EXPIRED;

    /** As it is stored. */
    @Converter
    static final class Kept extends KeptWord<UploadStatus> {
        Kept() {
            super(UploadStatus.class, EXPIRED);
        }
    }
}
