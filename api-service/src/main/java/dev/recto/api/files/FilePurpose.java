package dev.recto.api.files;

import dev.recto.api.web.input.Word;

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
}
