package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A dense tensor, in C order. It owns its memory, or is a view of memory that must outlive it. Using {@link #data()} of memory that is
 * freed fails with {@link IllegalStateException}.
 */
public final class Tensor implements AutoCloseable {
    private final MemorySegment handle;
    private final ElementType type;
    private final long[] shape;
    private final Device device;
    private final MemorySegment data;

    /** Of memory of its own. Closing a shared arena stops every thread for a moment, so that views, of which there are many, have none. */
    private final @Nullable Arena lifetime;

    private Tensor(
            MemorySegment handle,
            ElementType type,
            long[] shape,
            Device device,
            MemorySegment data,
            @Nullable Arena lifetime) {
        this.handle = handle;
        this.type = type;
        this.shape = shape.clone();
        this.device = device;
        this.data = data;
        this.lifetime = lifetime;
    }

    /** One with memory of its own, at an address that on a device only the runtime may follow. */
    private static Tensor owner(MemorySegment handle, ElementType type, long[] shape, Device device) {
        MemorySegment address = Api.create(out -> (MemorySegment) Api.GET_TENSOR_MUTABLE_DATA.invokeExact(handle, out));
        Arena lifetime = Arena.ofShared();
        MemorySegment data = address.reinterpret(type.sizeOf(shape), lifetime, null);
        return new Tensor(handle, type, shape, device, data, lifetime);
    }

    /** A tensor with memory of its own, which is not cleared. */
    public static Tensor allocate(Allocator allocator, ElementType type, long... shape) {
        long stamp = DeviceCalls.enter(allocator.device());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment dimensions = arena.allocateFrom(JAVA_LONG, shape);
            long rank = shape.length;
            MemorySegment handle = Api.create(out -> (MemorySegment)
                    Api.CREATE_TENSOR.invokeExact(allocator.handle(), dimensions, rank, type.code(), out));
            return owner(handle, type, shape, allocator.device());
        } finally {
            DeviceCalls.leave(stamp);
        }
    }

    /** A view of main memory of exactly the tensor's size. */
    public static Tensor view(MemorySegment memory, ElementType type, long... shape) {
        return view(memory, Device.HOST, type, shape);
    }

    /** A view of a part of this tensor, of any type and shape, which starts the given number of bytes into it. */
    public Tensor part(long offset, ElementType partType, long... partShape) {
        return view(data.asSlice(offset, partType.sizeOf(partShape)), device, partType, partShape);
    }

    private static Tensor view(MemorySegment memory, Device device, ElementType type, long... shape) {
        long bytes = type.sizeOf(shape);
        if (memory.byteSize() != bytes) {
            throw new IllegalArgumentException("memory of " + memory.byteSize() + " bytes, tensor of " + bytes);
        }
        MemorySegment info = device.newMemoryInfo();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment dimensions = arena.allocateFrom(JAVA_LONG, shape);
            long rank = shape.length;
            MemorySegment handle = Api.create(out -> (MemorySegment)
                    Api.CREATE_TENSOR_WITH_DATA.invokeExact(info, memory, bytes, dimensions, rank, type.code(), out));
            return new Tensor(handle, type, shape, device, memory, null);
        } finally {
            Api.release(Api.RELEASE_MEMORY_INFO, info);
        }
    }

    /** Takes over a value that the runtime made. */
    static Tensor adopt(MemorySegment handle, Device device) {
        MemorySegment info = Api.create(out -> (MemorySegment) Api.GET_TENSOR_TYPE_AND_SHAPE.invokeExact(handle, out));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment code = arena.allocate(JAVA_INT);
            MemorySegment rank = arena.allocate(JAVA_LONG);
            Api.call(() -> (MemorySegment) Api.GET_TENSOR_ELEMENT_TYPE.invokeExact(info, code));
            Api.call(() -> (MemorySegment) Api.GET_DIMENSIONS_COUNT.invokeExact(info, rank));
            long count = rank.get(JAVA_LONG, 0);
            MemorySegment dimensions = arena.allocate(JAVA_LONG, Math.max(1, count));
            Api.call(() -> (MemorySegment) Api.GET_DIMENSIONS.invokeExact(info, dimensions, count));
            long[] shape = dimensions.asSlice(0, count * JAVA_LONG.byteSize()).toArray(JAVA_LONG);
            return owner(handle, ElementType.of(code.get(JAVA_INT, 0)), shape, device);
        } finally {
            Api.release(Api.RELEASE_TENSOR_TYPE_AND_SHAPE, info);
        }
    }

    public static Tensor of(float[] values, long... shape) {
        Tensor tensor = allocate(Allocator.host(), ElementType.FLOAT, shape);
        MemorySegment.copy(values, 0, tensor.data(), JAVA_FLOAT, 0, values.length);
        return tensor;
    }

    public static Tensor of(long[] values, long... shape) {
        Tensor tensor = allocate(Allocator.host(), ElementType.INT64, shape);
        MemorySegment.copy(values, 0, tensor.data(), JAVA_LONG, 0, values.length);
        return tensor;
    }

    public static Tensor of(int[] values, long... shape) {
        Tensor tensor = allocate(Allocator.host(), ElementType.INT32, shape);
        MemorySegment.copy(values, 0, tensor.data(), JAVA_INT, 0, values.length);
        return tensor;
    }

    public ElementType type() {
        return type;
    }

    public long[] shape() {
        return shape.clone();
    }

    Device device() {
        return device;
    }

    public boolean isOnHost() {
        return device.equals(Device.HOST);
    }

    /** The elements, where {@link #isOnHost()}; otherwise only an address. */
    public MemorySegment data() {
        return data;
    }

    /** A copy of the elements of a float tensor in main memory. */
    public float[] toFloats() {
        if (type != ElementType.FLOAT || !isOnHost()) {
            throw new IllegalStateException("not floats in main memory");
        }
        return data.toArray(JAVA_FLOAT);
    }

    MemorySegment handle() {
        return handle;
    }

    @Override
    public void close() {
        if (lifetime != null) {
            lifetime.close();
        }
        Api.release(Api.RELEASE_VALUE, handle);
    }
}
