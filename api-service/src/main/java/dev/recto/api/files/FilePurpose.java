package dev.recto.api.files;

import dev.recto.api.postgres.KeptWord;
import dev.recto.api.web.input.Word;
import jakarta.persistence.Converter;

/** What a file is for. */
public enum FilePurpose implements Word {
    OCR,
    BATCH,
    VISION,
    USER_DATA,
    ASSISTANTS,
    EVALS,
    FINE_TUNE,
    MODELWEIGHTS,
    LOGO,
    AVATAR;

    @Override
    public String word() {
        return this == FINE_TUNE ? "fine-tune" : Word.super.word();
    }

    /** As it is stored. */
    @Converter
    public static final class Kept extends KeptWord<FilePurpose> {
        public Kept() {
            super(FilePurpose.class, USER_DATA);
        }
    }
}
