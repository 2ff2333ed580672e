package dev.recto.worker.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Where memory lies. */
public sealed interface Device {
    /** Main memory, which Java sees too. */
    record Host() implements Device {}

    /** Memory of a CUDA device. */
    record Cuda(int id) implements Device {}

    Device HOST = new Host();

    /** A new {@code OrtMemoryInfo}, to be released by the caller. */
    default MemorySegment newMemoryInfo() {
        int deviceAllocator = 0;
        int defaultMemory = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(
                    switch (this) {
                        case Host host -> "Cpu";
                        case Cuda cuda -> "Cuda";
                    });
            int id = switch (this) {
                case Host host -> 0;
                case Cuda cuda -> cuda.id();
            };
            return Api.create(out ->
                    (MemorySegment) Api.CREATE_MEMORY_INFO.invokeExact(name, deviceAllocator, id, defaultMemory, out));
        }
    }
}
