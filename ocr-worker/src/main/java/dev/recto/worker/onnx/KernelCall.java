package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A call seen through {@code OrtKernelContext}. */
record KernelCall(MemorySegment context, List<ElementType> types) implements Operator.Call {
    @Override
    public long[] shape(int input) {
        MemorySegment value = value(input);
        MemorySegment info = Api.create(out -> (MemorySegment) Api.GET_TENSOR_TYPE_AND_SHAPE.invokeExact(value, out));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment rank = arena.allocate(JAVA_LONG);
            Api.call(() -> (MemorySegment) Api.GET_DIMENSIONS_COUNT.invokeExact(info, rank));
            long count = rank.get(JAVA_LONG, 0);
            MemorySegment dimensions = arena.allocate(JAVA_LONG, Math.max(1, count));
            Api.call(() -> (MemorySegment) Api.GET_DIMENSIONS.invokeExact(info, dimensions, count));
            return dimensions.asSlice(0, count * Long.BYTES).toArray(JAVA_LONG);
        } finally {
            Api.release(Api.RELEASE_TENSOR_TYPE_AND_SHAPE, info);
        }
    }

    @Override
    public MemorySegment input(int input) {
        return data(value(input)).reinterpret(type(input).sizeOf(shape(input)));
    }

    private ElementType type(int input) {
        return types.get(Math.min(input, types.size() - 1));
    }

    @Override
    public MemorySegment output(long... shape) {
        long index = 0;
        long rank = shape.length;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment dimensions = arena.allocateFrom(JAVA_LONG, shape);
            MemorySegment value = Api.create(out ->
                    (MemorySegment) Api.KERNEL_CONTEXT_GET_OUTPUT.invokeExact(context, index, dimensions, rank, out));
            return data(value).reinterpret(ElementType.FLOAT.sizeOf(shape));
        }
    }

    private MemorySegment value(int input) {
        long index = input;
        return Api.create(out -> (MemorySegment) Api.KERNEL_CONTEXT_GET_INPUT.invokeExact(context, index, out));
    }

    private static MemorySegment data(MemorySegment value) {
        return Api.create(out -> (MemorySegment) Api.GET_TENSOR_MUTABLE_DATA.invokeExact(value, out));
    }
}
