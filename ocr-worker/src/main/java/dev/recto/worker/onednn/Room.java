package dev.recto.worker.onednn;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory that grows to what is asked of it and is kept from run to run. What it held is lost when it grows. */
final class Room implements AutoCloseable {
    static final long CACHE_LINE = 64;

    private Arena arena = Arena.ofShared();
    private MemorySegment memory = MemorySegment.NULL;

    MemorySegment bytes(long count) {
        if (memory.byteSize() < count) {
            arena.close();
            memory = MemorySegment.NULL;
            arena = Arena.ofShared();
            memory = arena.allocate(count, CACHE_LINE);
        }
        return memory.asSlice(0, count);
    }

    MemorySegment floats(long count) {
        return bytes(count * Float.BYTES);
    }

    @Override
    public void close() {
        arena.close();
    }
}
