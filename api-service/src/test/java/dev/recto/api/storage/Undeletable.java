package dev.recto.api.storage;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;

/** A store that deletes nothing under a prefix, and anything else without having it. */
class Undeletable implements ObjectStore {
    private final String prefix;

    Undeletable(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public Uni<Void> deleteAll(String other) {
        return other.startsWith(prefix)
                ? Uni.createFrom().failure(new IllegalStateException("not to be deleted"))
                : Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> put(String key, Path file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> put(String key, byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> put(String key, long size, Duration coming, Multi<Buffer> bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UploadStream write(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<StoredObject> get(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<StoredObject> get(String key, ByteRange range) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<byte[]> read(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Boolean> exists(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> delete(String key) {
        return deleteAll(key);
    }
}
