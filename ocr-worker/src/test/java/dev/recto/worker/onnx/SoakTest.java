package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.graph.ToyModels;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Native memory stays as it is over many runs, with everything around a run made anew each time. */
@EnabledOnOs(OS.LINUX)
@Tag("thorough")
class SoakTest {
    /** A million takes a minute or more; a leak of the smallest native object, 64 bytes a run, shows in far fewer. */
    private static final int RUNS = Integer.getInteger("recto.test.soak.runs", 100_000);

    private static final int WARM_UP = 20_000;

    /** A leak shows in each part; the compiler, and what other tests left running, in some. */
    private static final int PARTS = 4;

    private static final long ALLOWED_BYTES_A_RUN = 32;

    @Test
    void runsLeaveNothingBehind() throws Throwable {
        try (Environment environment = Environment.create();
                Arena arena = Arena.ofShared();
                Tensor weight = Tensor.view(arena.allocateFrom(JAVA_FLOAT, 1, 0, 0, 1), ElementType.FLOAT, 2, 2);
                Session session =
                        Session.open(environment, ToyModels.product(), Map.of("w", weight), SessionOptions.cpu(1))) {
            run(session, WARM_UP);
            long least = Long.MAX_VALUE;
            for (int part = 0; part < PARTS; part++) {
                long before = nativeBytes();
                run(session, RUNS / PARTS);
                least = Math.min(least, nativeBytes() - before);
            }
            assertThat(least).isLessThan(RUNS / PARTS * ALLOWED_BYTES_A_RUN);
        }
    }

    private static void run(Session session, int times) {
        for (int i = 0; i < times; i++) {
            try (Tensor x = Tensor.of(new float[] {i, 1}, 1, 2);
                    Binding binding = session.newBinding()) {
                binding.input("x", x).output("y", Device.HOST).run();
                try (Tensor y = binding.outputs(Device.HOST).getFirst()) {
                    if (y.data().get(JAVA_FLOAT, 0) != i + 1f) {
                        throw new AssertionError("wrong result in run " + i);
                    }
                }
            }
        }
    }

    /** What malloc has given out and not got back, from glibc's own books; Java's heap is not among it. */
    private static long nativeBytes() throws Throwable {
        Linker linker = Linker.nativeLinker();
        GroupLayout mallinfo2 = MemoryLayout.structLayout(MemoryLayout.sequenceLayout(10, JAVA_LONG));
        int mapped = 4;
        int inUse = 7;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = (MemorySegment) linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("mallinfo2"), FunctionDescriptor.of(mallinfo2))
                    .invokeExact((SegmentAllocator) arena);
            return info.getAtIndex(JAVA_LONG, mapped) + info.getAtIndex(JAVA_LONG, inUse);
        }
    }
}
