package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The runtime's process-wide state: logging and the registry of devices. Outlives all sessions made with it. */
public final class Environment implements AutoCloseable {
    /** OrtLoggingLevel ERROR: warnings at load time are about graph shapes and of no use to an operator. */
    private static final int LOG_ERRORS = 3;

    private final MemorySegment handle;

    private Environment(MemorySegment handle) {
        this.handle = handle;
    }

    public static Environment create() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom("recto");
            return new Environment(
                    Api.create(out -> (MemorySegment) Api.CREATE_ENV.invokeExact(LOG_ERRORS, name, out)));
        }
    }

    MemorySegment handle() {
        return handle;
    }

    /** Copies the contents of one tensor to another of equal size, between any two devices. Returns when it is done. */
    public void copy(Tensor from, Tensor to) {
        if (from.isOnHost() && to.isOnHost()) {
            to.data().copyFrom(from.data());
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment source = pointerTo(arena, from.handle());
            MemorySegment target = pointerTo(arena, to.handle());
            Api.call(
                    () -> (MemorySegment) Api.COPY_TENSORS.invokeExact(handle, source, target, MemorySegment.NULL, 1L));
        }
    }

    private static MemorySegment pointerTo(Arena arena, MemorySegment value) {
        return arena.allocateFrom(ADDRESS, value);
    }

    @Override
    public void close() {
        Api.release(Api.RELEASE_ENV, handle);
    }
}
