package dev.recto.worker.onednn;

import java.lang.foreign.MemorySegment;

/** The processor, and the order in which it is given work. Belongs to one thread at a time. */
final class Engine implements AutoCloseable {
    private final MemorySegment handle;
    private final MemorySegment stream;
    private final int threads;

    Engine(int threads) {
        this.threads = threads;
        long index = 0;
        handle = OneDnn.create(out -> (int) OneDnn.CREATE_ENGINE.invokeExact(out, OneDnn.CPU, index));
        stream = OneDnn.create(out -> (int) OneDnn.CREATE_STREAM.invokeExact(out, handle, OneDnn.IN_ORDER));
    }

    MemorySegment handle() {
        return handle;
    }

    int threads() {
        return threads;
    }

    /** Runs a primitive to its end. */
    void run(MemorySegment primitive, int arguments, MemorySegment array) {
        OneDnn.threads(threads);
        OneDnn.call(() -> (int) OneDnn.EXECUTE.invokeExact(primitive, stream, arguments, array));
        OneDnn.call(() -> (int) OneDnn.WAIT.invokeExact(stream));
    }

    @Override
    public void close() {
        OneDnn.destroy(OneDnn.DESTROY_STREAM, stream);
        OneDnn.destroy(OneDnn.DESTROY_ENGINE, handle);
    }
}
