package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;

/**
 * Microsoft's builds of ONNX Runtime since 1.29 report the machine, the process's command line and every session to a
 * service of Microsoft's, and keep an identifier of the user on disk. Only an environment variable, read when the library
 * makes its first environment, prevents all of that; so it is set here, in this process, before the library is loaded.
 */
final class Telemetry {
    static final String OPT_OUT = "ORT_DISABLE_TELEMETRY";

    private Telemetry() {}

    static void disable() {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("setenv").ifPresent(setenv -> set(linker, setenv));
    }

    private static void set(Linker linker, MemorySegment setenv) {
        int overwrite = 1;
        try (Arena arena = Arena.ofConfined()) {
            int failed =
                    (int) linker.downcallHandle(setenv, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT))
                            .invokeExact(arena.allocateFrom(OPT_OUT), arena.allocateFrom("1"), overwrite);
            if (failed != 0) {
                throw new OnnxException(OnnxException.Code.FAIL, OPT_OUT + " cannot be set", null);
            }
        } catch (Throwable failure) {
            throw Api.unchecked(failure);
        }
    }
}
