package dev.recto.api.batch;

import java.util.UUID;

/** Confirms a deletion. */
record BatchJobDeleted(UUID id, String object, boolean deleted) {
    static BatchJobDeleted of(UUID id) {
        return new BatchJobDeleted(id, "batch", true);
    }
}
