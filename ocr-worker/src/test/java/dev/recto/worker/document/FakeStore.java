package dev.recto.worker.document;

import dev.recto.worker.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Objects in memory that counts how often they are fetched. */
final class FakeStore implements ObjectStore {
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final AtomicInteger fetches = new AtomicInteger();

    @Override
    public void fetch(String key, Path file, long limit) throws IOException {
        fetches.incrementAndGet();
        byte[] bytes = objects.get(key);
        if (bytes == null) {
            throw new NoSuchObjectException();
        }
        if (bytes.length > limit) {
            throw new ObjectTooLargeException();
        }
        Files.write(file, bytes);
    }

    @Override
    public boolean exists(String key) {
        return objects.containsKey(key);
    }

    @Override
    public void put(String key, String contentType, Path file) throws IOException {
        objects.put(key, Files.readAllBytes(file));
    }

    @Override
    public CompletionStage<Void> put(String key, String contentType, byte[] bytes) {
        objects.put(key, bytes);
        return CompletableFuture.completedStage(null);
    }

    /** What is stored under a key that there is. */
    byte[] bytes(String key) {
        return Objects.requireNonNull(objects.get(key));
    }
}
