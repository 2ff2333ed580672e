package dev.recto.api.files;

import dev.recto.api.web.input.Word;

/** Stored and returned; it does not change who may read a file. */
public enum FileVisibility implements Word {
    WORKSPACE,
    USER
}
