package dev.recto.worker.onnx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an object owns; closed together, the last first, and at once when the object can't be completed. */
public final class Resources implements AutoCloseable {
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();

    private Resources() {}

    public static Resources none() {
        return new Resources();
    }

    /** Whatever the constructor has kept when it fails is closed. */
    public static <T> T owned(Function<Resources, T> constructor) {
        Resources resources = new Resources();
        try {
            return constructor.apply(resources);
        } catch (RuntimeException | Error failure) {
            try {
                resources.close();
            } catch (RuntimeException | Error closing) {
                failure.addSuppressed(closing);
            }
            throw failure;
        }
    }

    public <T extends AutoCloseable> T keep(T resource) {
        owned.push(resource);
        return resource;
    }

    /** INVARIANT: one that can't be closed keeps no other open. */
    @Override
    public void close() {
        @Nullable RuntimeException failure = null;
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("a resource can't be closed", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
