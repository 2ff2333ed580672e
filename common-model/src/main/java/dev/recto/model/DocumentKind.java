package dev.recto.model;

/** What a document is, decided by its bytes. */
public enum DocumentKind {
    PDF,
    PNG,
    JPEG
}
