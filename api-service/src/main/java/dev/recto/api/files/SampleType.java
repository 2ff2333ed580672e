package dev.recto.api.files;

import dev.recto.api.web.input.Word;

/** Kind of a file's content. */
public enum SampleType implements Word {
    OCR_INPUT,
    BATCH_REQUEST,
    BATCH_RESULT,
    BATCH_ERROR,
    INSTRUCT,
    PRETRAIN,
    OTHER
}
