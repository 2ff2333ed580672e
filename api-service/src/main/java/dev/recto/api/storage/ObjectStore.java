package dev.recto.api.storage;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Keeps bytes under keys ({@link dev.recto.model.ObjectKeys}). Nothing blocks, nothing is held whole in memory but
 * {@link #read} and the byte array of {@link #put(String, byte[])}; answers arrive on the caller's Vert.x context.
 */
public interface ObjectStore extends Deletions {
    /** Stores a file; it must stay as it is until the end. Replaces what was under the key. */
    Uni<Void> put(String key, Path file);

    Uni<Void> put(String key, byte[] bytes);

    /**
     * Stores a stream of exactly {@code size} bytes. A retry subscribes to it again.
     *
     * @param coming how long it may take the bytes to come, beside what it takes to store so many
     */
    Uni<Void> put(String key, long size, Duration coming, Multi<Buffer> bytes);

    /** To be written, finished and closed by a virtual thread, which waits for the store now and then. */
    UploadStream write(String key);

    /**
     * Fails with {@link ObjectNotFoundException} where there is nothing, as do the next two. What is deleted while it is read breaks
     * off with {@link ObjectDeletedException}.
     */
    Uni<StoredObject> get(String key);

    /** Part of an object; the range must begin inside it, and may end behind it. */
    Uni<StoredObject> get(String key, ByteRange range);

    /** The whole object at once: for small things only. */
    Uni<byte[]> read(String key);

    Uni<Boolean> exists(String key);
}
