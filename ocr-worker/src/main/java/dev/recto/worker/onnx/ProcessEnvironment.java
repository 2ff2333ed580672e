package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;

/** Environment variables as native libraries of this process see them when they are loaded. */
public final class ProcessEnvironment {
    private ProcessEnvironment() {}

    /** Does nothing where the system has no {@code setenv}. */
    public static void set(String name, String value) {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("setenv").ifPresent(setenv -> set(linker, setenv, name, value));
    }

    private static void set(Linker linker, MemorySegment setenv, String name, String value) {
        int overwrite = 1;
        try (Arena arena = Arena.ofConfined()) {
            int failed =
                    (int) linker.downcallHandle(setenv, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT))
                            .invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), overwrite);
            if (failed != 0) {
                throw new OnnxException(OnnxException.Code.FAIL, name + " cannot be set", null);
            }
        } catch (Throwable failure) {
            throw Api.unchecked(failure);
        }
    }
}
