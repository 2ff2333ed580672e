package dev.recto.api.storage;

import io.smallrye.mutiny.Uni;

/** Takes objects away. */
interface Deletions {
    /** Deletes what is under the key; nothing there is fine. */
    Uni<Void> delete(String key);

    /** Deletes everything whose key begins with the prefix. */
    Uni<Void> deleteAll(String prefix);
}
