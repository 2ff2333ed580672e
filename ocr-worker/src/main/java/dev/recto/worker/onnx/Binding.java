package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The inputs and outputs of a session's runs, bound by name to tensors; they stay bound from run to run. Belongs to one
 * thread at a time. The memory of bound tensors must outlive the runs that use it; a view of it may be closed once it is bound.
 */
public final class Binding implements AutoCloseable {
    private final Session session;
    private final MemorySegment handle;

    Binding(Session session) {
        this.session = session;
        this.handle = Api.create(out -> (MemorySegment) Api.CREATE_IO_BINDING.invokeExact(session.handle(), out));
    }

    /**
     * The run reads it there if the session computes where it lies; else the runtime copies it now, and later changes are not
     * seen.
     */
    public Binding input(String name, Tensor tensor) {
        long stamp = DeviceCalls.enter(session.device());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment key = arena.allocateFrom(name);
            Api.call(() -> (MemorySegment) Api.BIND_INPUT.invokeExact(handle, key, tensor.handle()));
        } finally {
            DeviceCalls.leave(stamp);
        }
        return this;
    }

    /** The run writes its output there; the shapes must agree. */
    public Binding output(String name, Tensor tensor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment key = arena.allocateFrom(name);
            Api.call(() -> (MemorySegment) Api.BIND_OUTPUT.invokeExact(handle, key, tensor.handle()));
        }
        return this;
    }

    /** Each run makes a new tensor for the output: for shapes not known before it. */
    public Binding output(String name, Device device) {
        MemorySegment info = device.newMemoryInfo();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment key = arena.allocateFrom(name);
            Api.call(() -> (MemorySegment) Api.BIND_OUTPUT_TO_DEVICE.invokeExact(handle, key, info));
        } finally {
            Api.release(Api.RELEASE_MEMORY_INFO, info);
        }
        return this;
    }

    /** The outputs of the last run in the order in which they were bound; the caller closes them. */
    public List<Tensor> outputs(Device device) {
        MemorySegment allocator = Api.create(out -> (MemorySegment) Api.GET_DEFAULT_ALLOCATOR.invokeExact(out));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment values = arena.allocate(ADDRESS);
            MemorySegment count = arena.allocate(JAVA_LONG);
            Api.call(() -> (MemorySegment) Api.GET_BOUND_OUTPUT_VALUES.invokeExact(handle, allocator, values, count));
            long size = count.get(JAVA_LONG, 0);
            MemorySegment array = values.get(ADDRESS, 0).reinterpret(size * ADDRESS.byteSize());
            List<Tensor> outputs = new ArrayList<>();
            for (long i = 0; i < size; i++) {
                outputs.add(Tensor.adopt(array.getAtIndex(ADDRESS, i), device));
            }
            Api.call(() -> (MemorySegment) Api.ALLOCATOR_FREE.invokeExact(allocator, array));
            return outputs;
        }
    }

    public void run() {
        session.run(this);
    }

    /** @throws java.util.concurrent.CancellationException if it was stopped; what its outputs hold then means nothing */
    public void run(Stop stop) {
        try (RunOptions options = RunOptions.withoutGraph()) {
            run(options, stop);
        }
    }

    /** The same. */
    public void run(RunOptions options, Stop stop) {
        session.run(this, options, stop);
    }

    /** Unbinds everything. */
    public void clear() {
        Api.release(Api.CLEAR_BOUND_INPUTS, handle);
        Api.release(Api.CLEAR_BOUND_OUTPUTS, handle);
    }

    MemorySegment handle() {
        return handle;
    }

    @Override
    public void close() {
        Api.release(Api.RELEASE_IO_BINDING, handle);
    }
}
