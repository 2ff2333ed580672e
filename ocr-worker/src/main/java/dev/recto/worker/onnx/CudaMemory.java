package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.OptionalLong;

/** Asks CUDA's runtime library, which the provider needs anyway, about the memory of a device. */
public final class CudaMemory {
    private static final List<String> LIBRARIES = List.of("libcudart.so.12", "libcudart.so.13", "libcudart.so");

    private CudaMemory() {}

    /** Bytes of the device that nobody has taken; empty where there is no such library or device. */
    public static OptionalLong free(int device) {
        try (Arena arena = Arena.ofConfined()) {
            for (String name : LIBRARIES) {
                SymbolLookup library;
                try {
                    library = SymbolLookup.libraryLookup(name, arena);
                } catch (IllegalArgumentException notThere) {
                    continue;
                }
                return free(device, library, arena);
            }
            return OptionalLong.empty();
        }
    }

    private static OptionalLong free(int device, SymbolLookup library, Arena arena) {
        Linker linker = Linker.nativeLinker();
        MemorySegment free = arena.allocate(JAVA_LONG);
        MemorySegment total = arena.allocate(JAVA_LONG);
        try {
            int chosen = (int) linker.downcallHandle(
                            library.findOrThrow("cudaSetDevice"), FunctionDescriptor.of(JAVA_INT, JAVA_INT))
                    .invokeExact(device);
            int told = (int) linker.downcallHandle(
                            library.findOrThrow("cudaMemGetInfo"), FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS))
                    .invokeExact(free, total);
            return chosen == 0 && told == 0 ? OptionalLong.of(free.get(JAVA_LONG, 0)) : OptionalLong.empty();
        } catch (Throwable failure) {
            throw Api.unchecked(failure);
        }
    }
}
