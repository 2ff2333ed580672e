package dev.recto.api.files;

import java.util.UUID;

/** Confirms a deletion. */
record FileDeleted(UUID id, String object, boolean deleted) {
    static FileDeleted of(UUID id) {
        return new FileDeleted(id, "file", true);
    }
}
