package dev.recto.api.files;

import dev.recto.api.postgres.KeptWord;
import dev.recto.api.web.input.Word;
import jakarta.persistence.Converter;

/** Stored and returned; it does not change who may read a file. */
public enum FileVisibility implements Word {
    WORKSPACE,
    USER;

    /** As it is stored. */
    @Converter
    static final class Kept extends KeptWord<FileVisibility> {
        Kept() {
            super(FileVisibility.class, WORKSPACE);
        }
    }
}
