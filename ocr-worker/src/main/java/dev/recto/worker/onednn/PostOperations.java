package dev.recto.worker.onednn;

import java.lang.foreign.MemorySegment;

/** What is done to the elements of a product before they are stored, in order. */
final class PostOperations implements AutoCloseable {
    private final MemorySegment handle =
            OneDnn.create(result -> (int) OneDnn.CREATE_POST_OPERATIONS.invokeExact(result));

    MemorySegment handle() {
        return handle;
    }

    PostOperations multiply(float factor) {
        return each(OneDnn.LINEAR, factor);
    }

    /** {@code y · sigmoid(y)}. */
    PostOperations silu() {
        return each(OneDnn.SWISH, 1);
    }

    PostOperations relu() {
        return each(OneDnn.RELU, 0);
    }

    /** With the elements of another tensor, which may be a column. */
    PostOperations multiply(Layout other) {
        OneDnn.call(() -> (int) OneDnn.APPEND_BINARY.invokeExact(handle, OneDnn.BINARY_MULTIPLY, other.handle()));
        return this;
    }

    private PostOperations each(int function, float alpha) {
        float beta = 0;
        OneDnn.call(() -> (int) OneDnn.APPEND_ELEMENTWISE.invokeExact(handle, function, alpha, beta));
        return this;
    }

    @Override
    public void close() {
        OneDnn.destroy(OneDnn.DESTROY_POST_OPERATIONS, handle);
    }
}
