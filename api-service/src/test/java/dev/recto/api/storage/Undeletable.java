package dev.recto.api.storage;

import io.smallrye.mutiny.Uni;

/** Deletes nothing under a prefix, and anything else without having it. */
class Undeletable implements Deletions {
    private final String prefix;

    Undeletable(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public Uni<Void> delete(String key) {
        return deleteAll(key);
    }

    @Override
    public Uni<Void> deleteAll(String other) {
        return other.startsWith(prefix)
                ? Uni.createFrom().failure(new IllegalStateException("not to be deleted"))
                : Uni.createFrom().voidItem();
    }
}
