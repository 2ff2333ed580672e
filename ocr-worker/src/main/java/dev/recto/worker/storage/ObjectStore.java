package dev.recto.worker.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/** Objects by key. */
public interface ObjectStore {
    /**
     * Copies an object into a file that does not exist yet; blocks. At most {@code limit} bytes are written.
     *
     * @throws NoSuchObjectException there is none under this key
     * @throws ObjectTooLargeException it has more bytes than the limit
     */
    void fetch(String key, Path file, long limit) throws IOException;

    /** Whether there is one under this key; blocks. */
    boolean exists(String key) throws IOException;

    /** Stores a file, blocks. */
    void put(String key, String contentType, Path file) throws IOException;

    /** Fails with an {@link IOException} if the bytes are not stored. */
    CompletionStage<Void> put(String key, String contentType, byte[] bytes);

    /** Nothing is stored under the key (any more). */
    final class NoSuchObjectException extends IOException {}

    /** More bytes than the caller takes. */
    final class ObjectTooLargeException extends IOException {}
}
