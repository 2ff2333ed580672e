package dev.recto.api.files;

/** Stored and returned; it does not change who may read a file. */
public enum FileVisibility implements Word {
    WORKSPACE,
    USER
}
