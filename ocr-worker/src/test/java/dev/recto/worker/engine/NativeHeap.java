package dev.recto.worker.engine;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;

/** What the C library has given out and not got back. */
final class NativeHeap {
    private static final MemoryLayout COUNTERS = MemoryLayout.sequenceLayout(10, JAVA_LONG);
    private static final long MAPPED = 4;
    private static final long IN_USE = 7;
    private static final MethodHandle MALLINFO = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("mallinfo2"),
                    FunctionDescriptor.of(MemoryLayout.structLayout(COUNTERS)));

    private NativeHeap() {}

    static long bytes() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment counters = (MemorySegment) MALLINFO.invokeExact((SegmentAllocator) arena);
            return counters.getAtIndex(JAVA_LONG, MAPPED) + counters.getAtIndex(JAVA_LONG, IN_USE);
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }
}
