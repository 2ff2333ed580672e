package dev.recto.worker.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The runtime's process-wide state: logging and the registry of devices. Outlives all sessions made with it. */
public final class Environment implements AutoCloseable {
    private final MemorySegment handle;

    private Environment(MemorySegment handle) {
        this.handle = handle;
    }

    public static Environment create() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom("recto");
            MemorySegment log = RuntimeLog.function();
            return new Environment(Api.create(out -> (MemorySegment)
                    Api.CREATE_ENV_WITH_LOGGER.invokeExact(log, MemorySegment.NULL, RuntimeLog.WARNING, name, out)));
        }
    }

    MemorySegment handle() {
        return handle;
    }

    /** Of the contents of one tensor to another of equal size, on any two devices. */
    public TensorCopy newCopy(Tensor from, Tensor to) {
        return new TensorCopy(this, from, to);
    }

    @Override
    public void close() {
        Api.release(Api.RELEASE_ENV, handle);
    }
}
