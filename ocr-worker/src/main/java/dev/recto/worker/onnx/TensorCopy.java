package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A copy from one tensor to another that is made again and again. Belongs to one thread at a time; closed before the tensors. */
public final class TensorCopy implements AutoCloseable {
    private final Environment environment;
    private final Tensor from;
    private final Tensor to;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment source;
    private final MemorySegment target;
    private final Device device;

    TensorCopy(Environment environment, Tensor from, Tensor to) {
        if (from.data().byteSize() != to.data().byteSize()) {
            throw new IllegalArgumentException("tensors of different sizes");
        }
        this.environment = environment;
        this.from = from;
        this.to = to;
        device = from.isOnHost() ? to.device() : from.device();
        if (!onHost()) {
            CudaCopies.allow(device);
        }
        source = arena.allocateFrom(ADDRESS, from.handle());
        target = arena.allocateFrom(ADDRESS, to.handle());
    }

    private boolean onHost() {
        return device.equals(Device.HOST);
    }

    /** Returns when it is done. */
    public void run() {
        if (onHost()) {
            to.data().copyFrom(from.data());
            return;
        }
        long stamp = DeviceCalls.enter(device);
        try {
            Api.check((MemorySegment)
                    Api.COPY_TENSORS.invokeExact(environment.handle(), source, target, MemorySegment.NULL, 1L));
        } catch (Throwable failure) {
            throw Api.unchecked(failure);
        } finally {
            DeviceCalls.leave(stamp);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
