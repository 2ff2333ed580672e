package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** What a primitive reads and writes: an array of {@code dnnl_exec_arg_t}. */
final class Arguments implements AutoCloseable {
    private static final long ENTRY = 2 * ADDRESS.byteSize();

    private final Arena arena = Arena.ofShared();
    private final Engine engine;
    private final MemorySegment segment;
    private final List<MemorySegment> memories = new ArrayList<>();

    Arguments(Engine engine, int most) {
        this.engine = engine;
        segment = arena.allocate(ENTRY * most, ADDRESS.byteSize());
    }

    /** Adds a tensor, which is still to be placed; its number among the arguments. */
    int add(int role, Layout layout) {
        int number = memories.size();
        MemorySegment memory = OneDnn.create(out ->
                (int) OneDnn.CREATE_MEMORY.invokeExact(out, layout.handle(), engine.handle(), MemorySegment.NULL));
        memories.add(memory);
        segment.set(JAVA_INT, number * ENTRY, role);
        segment.set(ADDRESS, number * ENTRY + ADDRESS.byteSize(), memory);
        return number;
    }

    /** Has an argument lie there from now on. */
    void place(int number, MemorySegment data) {
        MemorySegment memory = memories.get(number);
        OneDnn.call(() -> (int) OneDnn.SET_DATA.invokeExact(memory, data));
    }

    int count() {
        return memories.size();
    }

    MemorySegment segment() {
        return segment;
    }

    @Override
    public void close() {
        memories.forEach(memory -> OneDnn.destroy(OneDnn.DESTROY_MEMORY, memory));
        arena.close();
    }
}
