package dev.recto.api.files;

import dev.recto.api.web.input.Word;

/** Where a file comes from. */
public enum FileSource implements Word {
    /** A client sent it. */
    UPLOAD,
    /** Never produced, but a word of the contract. */
    REPOSITORY,
    /** The service wrote it itself; the word is that of the client that knows no other. */
    MISTRAL
}
