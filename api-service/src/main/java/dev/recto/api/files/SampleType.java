package dev.recto.api.files;

import dev.recto.api.postgres.KeptWord;
import dev.recto.api.web.input.Word;
import jakarta.persistence.Converter;

/** Kind of a file's content. */
public enum SampleType implements Word {
    OCR_INPUT,
    BATCH_REQUEST,
    BATCH_RESULT,
    BATCH_ERROR,
    INSTRUCT,
    PRETRAIN,
    OTHER;

    /** As it is stored. */
    @Converter
    static final class Kept extends KeptWord<SampleType> {
        Kept() {
            super(SampleType.class, OTHER);
        }
    }
}
