package dev.recto.worker.document;

import dev.recto.model.DocumentPassword;
import org.jspecify.annotations.Nullable;

/**
 * A document as whoever asks for it may open it. INVARIANT: with another password it is another one, so that nobody gets a document
 * that somebody else's password opened.
 *
 * @param key of its bytes in the store
 * @param password null for none
 */
public record StoredDocument(String key, @Nullable DocumentPassword password) {}
