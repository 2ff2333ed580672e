package dev.recto.api.uploads;

import dev.recto.api.input.Word;

/** Where an upload stands; it leaves {@link #PENDING} once and for all. */
enum UploadStatus implements Word {
    PENDING,
    COMPLETED,
    CANCELLED,
    EXPIRED
}
