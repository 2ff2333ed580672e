package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Attributes seen through {@code OrtKernelInfo}. */
record KernelAttributes(MemorySegment info) implements Operator.Attributes {
    @Override
    public long whole(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment key = arena.allocateFrom(name);
            MemorySegment value = arena.allocate(JAVA_LONG);
            Api.call(() -> (MemorySegment) Api.KERNEL_INFO_GET_INT64.invokeExact(info, key, value));
            return value.get(JAVA_LONG, 0);
        }
    }

    @Override
    public float real(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment key = arena.allocateFrom(name);
            MemorySegment value = arena.allocate(JAVA_FLOAT);
            Api.call(() -> (MemorySegment) Api.KERNEL_INFO_GET_FLOAT.invokeExact(info, key, value));
            return value.get(JAVA_FLOAT, 0);
        }
    }
}
