package dev.recto.worker.onnx;

import java.lang.foreign.MemorySegment;

/** Gives tensors their memory. Outlives them; closed before its session. */
public final class Allocator implements AutoCloseable {
    private final MemorySegment handle;
    private final Device device;
    private final boolean owned;

    private Allocator(MemorySegment handle, Device device, boolean owned) {
        this.handle = handle;
        this.device = device;
        this.owned = owned;
    }

    /** Main memory, of no session; closing it does nothing. Pages of large tensors are taken when first written. */
    public static Allocator host() {
        return new Allocator(
                Api.create(out -> (MemorySegment) Api.GET_DEFAULT_ALLOCATOR.invokeExact(out)), Device.HOST, false);
    }

    static Allocator of(Session session, Device device) {
        if (device.equals(Device.HOST)) {
            return host();
        }
        MemorySegment info = device.newMemoryInfo();
        try {
            return new Allocator(
                    Api.create(out -> (MemorySegment) Api.CREATE_ALLOCATOR.invokeExact(session.handle(), info, out)),
                    device,
                    true);
        } finally {
            Api.release(Api.RELEASE_MEMORY_INFO, info);
        }
    }

    MemorySegment handle() {
        return handle;
    }

    Device device() {
        return device;
    }

    @Override
    public void close() {
        if (owned) {
            Api.release(Api.RELEASE_ALLOCATOR, handle);
        }
    }
}
