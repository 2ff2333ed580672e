package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Nothing about the machine, its user or the documents leaves it through the runtime. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class TelemetryTest {
    @Test
    void theOptOutIsSetBeforeTheFirstEnvironment() throws Throwable {
        Environment.create().close();
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = (MemorySegment) linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("getenv"), FunctionDescriptor.of(ADDRESS, ADDRESS))
                    .invokeExact(arena.allocateFrom(Telemetry.OPT_OUT));
            assertThat(value.reinterpret(2).getString(0)).isEqualTo("1");
        }
    }

    /** The uploader keeps this log open from the first environment on, wherever it is active. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theUploaderDoesNotStart() {
        try (Environment environment = Environment.create()) {
            assertThat(environment.handle().address()).isNotZero();
            long process = ProcessHandle.current().pid();
            assertThat(Path.of("/tmp/mat-debug-" + process + ".log"))
                    .satisfies(log -> assertThat(Files.exists(log)).isFalse());
        }
    }
}
