package dev.recto.api.files.upload;

import dev.recto.api.web.input.Word;

/** Where an upload stands; it leaves {@link #PENDING} once and for all. */
enum UploadStatus implements Word {
    PENDING,
    COMPLETED,
    CANCELLED,
    EXPIRED
}
