package dev.recto.api.files;

import dev.recto.api.postgres.KeptWord;
import dev.recto.api.web.input.Word;
import jakarta.persistence.Converter;

/** Where a file comes from. */
public enum FileSource implements Word {
    /** A client sent it. */
    UPLOAD,
    /** Never produced, but a word of the contract. */
    REPOSITORY,
    /** The service wrote it itself; the word is that of the client that knows no other. */
    MISTRAL;

    /** As it is stored. */
    @Converter
    static final class Kept extends KeptWord<FileSource> {
        Kept() {
            super(FileSource.class, UPLOAD);
        }
    }
}
