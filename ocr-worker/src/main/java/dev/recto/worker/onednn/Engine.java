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
    void run(MemorySegment primitive, Arguments arguments) {
        OneDnn.threads(threads);
        OneDnn.call(() -> (int) OneDnn.EXECUTE.invokeExact(primitive, stream, arguments.count(), arguments.segment()));
        OneDnn.call(() -> (int) OneDnn.WAIT.invokeExact(stream));
    }

    /** Copies a tensor, the first argument, in another order. */
    void reorder(Layout from, Layout to, Arguments arguments) {
        MemorySegment plan = OneDnn.create(out -> (int) OneDnn.DESCRIBE_REORDER.invokeExact(
                out, from.handle(), handle, to.handle(), handle, MemorySegment.NULL));
        MemorySegment primitive = OneDnn.create(out -> (int) OneDnn.CREATE_PRIMITIVE.invokeExact(out, plan));
        run(primitive, arguments);
        OneDnn.destroy(OneDnn.DESTROY_PRIMITIVE, primitive);
        OneDnn.destroy(OneDnn.DESTROY_PRIMITIVE_DESCRIPTION, plan);
    }

    @Override
    public void close() {
        OneDnn.destroy(OneDnn.DESTROY_STREAM, stream);
        OneDnn.destroy(OneDnn.DESTROY_ENGINE, handle);
    }
}
