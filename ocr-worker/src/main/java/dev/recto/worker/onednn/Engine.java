package dev.recto.worker.onednn;

import java.lang.foreign.MemorySegment;

/** One core, and the order in which it is given work. Belongs to one thread at a time; {@link Team} is how cores share it. */
final class Engine implements AutoCloseable {
    private final MemorySegment handle;
    private final MemorySegment stream;

    Engine() {
        long index = 0;
        handle = OneDnn.create(out -> (int) OneDnn.CREATE_ENGINE.invokeExact(out, OneDnn.CPU, index));
        stream = OneDnn.create(out -> (int) OneDnn.CREATE_STREAM.invokeExact(out, handle, OneDnn.IN_ORDER));
    }

    MemorySegment handle() {
        return handle;
    }

    /** Runs a primitive to its end. */
    void run(MemorySegment primitive, int arguments, MemorySegment array) {
        OneDnn.useOneThread();
        OneDnn.call(() -> (int) OneDnn.EXECUTE.invokeExact(primitive, stream, arguments, array));
        OneDnn.call(() -> (int) OneDnn.WAIT.invokeExact(stream));
    }

    @Override
    public void close() {
        OneDnn.destroy(OneDnn.DESTROY_STREAM, stream);
        OneDnn.destroy(OneDnn.DESTROY_ENGINE, handle);
    }
}
