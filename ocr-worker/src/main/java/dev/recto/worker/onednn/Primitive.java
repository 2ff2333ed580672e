package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** A computation with its arguments, an array of {@code dnnl_exec_arg_t}, ready to run. Belongs to one thread at a time. */
final class Primitive implements AutoCloseable {
    private static final long ENTRY = 2 * ADDRESS.byteSize();
    private static final int MOST_ARGUMENTS = 6;

    private final Arena arena = Arena.ofShared();
    private final Engine engine;
    private final MemorySegment handle;
    private final MemorySegment arguments = arena.allocate(ENTRY * MOST_ARGUMENTS, ADDRESS.byteSize());
    private final List<MemorySegment> memories = new ArrayList<>();

    Primitive(Engine engine, MemorySegment description) {
        this.engine = engine;
        handle = OneDnn.create(out -> (int) OneDnn.CREATE_PRIMITIVE.invokeExact(out, description));
    }

    /** Copies a tensor into another type or order: from, to. */
    static Primitive reorder(Engine engine, Layout from, Layout to) {
        MemorySegment description = OneDnn.create(out -> (int) OneDnn.DESCRIBE_REORDER.invokeExact(
                out, from.handle(), engine.handle(), to.handle(), engine.handle(), MemorySegment.NULL));
        return owning(engine, description).with(OneDnn.SOURCE, from).with(OneDnn.TARGET, to);
    }

    /** The softmax of each row of matrices: from, to. */
    static Primitive softmax(Engine engine, Layout from, Layout to) {
        MemorySegment description = OneDnn.create(out -> (int) OneDnn.DESCRIBE_SOFTMAX.invokeExact(
                out,
                engine.handle(),
                OneDnn.INFERENCE,
                OneDnn.SOFTMAX,
                from.handle(),
                to.handle(),
                Layout.COLUMNS,
                MemorySegment.NULL));
        return owning(engine, description).with(OneDnn.SOURCE, from).with(OneDnn.TARGET, to);
    }

    /** The norm of each row of a matrix, {@code (x − mean) / √(variance + ε)} by a factor and a shift of each column: factors, shifts, from, to. */
    static Primitive layerNorm(Engine engine, Layout matrix, Layout columns, float epsilon) {
        MemorySegment description = OneDnn.create(out -> (int) OneDnn.DESCRIBE_LAYER_NORM.invokeExact(
                out,
                engine.handle(),
                OneDnn.INFERENCE,
                matrix.handle(),
                matrix.handle(),
                MemorySegment.NULL,
                epsilon,
                OneDnn.WITH_FACTORS_AND_SHIFTS,
                MemorySegment.NULL));
        return owning(engine, description)
                .with(OneDnn.FACTORS, columns)
                .with(OneDnn.SHIFTS, columns)
                .with(OneDnn.SOURCE, matrix)
                .with(OneDnn.TARGET, matrix);
    }

    /**
     * The largest of each square of cells of a map, in steps of one: from, to.
     *
     * @param below rows that squares reach beyond the map; columns likewise so many that each cell has a square
     */
    static Primitive maximum(Engine engine, Layout from, Layout to, int side, int below) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment steps = Layout.dimensions(arena, 1, 1);
            MemorySegment sides = Layout.dimensions(arena, side, side);
            MemorySegment none = Layout.dimensions(arena, 0, 0);
            MemorySegment beyond = Layout.dimensions(arena, below, side - 1L);
            MemorySegment description = OneDnn.create(out -> (int) OneDnn.DESCRIBE_POOLING.invokeExact(
                    out,
                    engine.handle(),
                    OneDnn.INFERENCE,
                    OneDnn.MAXIMUM,
                    from.handle(),
                    to.handle(),
                    steps,
                    sides,
                    none,
                    none,
                    beyond,
                    MemorySegment.NULL));
            return owning(engine, description).with(OneDnn.SOURCE, from).with(OneDnn.TARGET, to);
        }
    }

    private static Primitive owning(Engine engine, MemorySegment description) {
        try {
            return new Primitive(engine, description);
        } finally {
            OneDnn.destroy(OneDnn.DESTROY_PRIMITIVE_DESCRIPTION, description);
        }
    }

    /** Adds an argument; a run is told where it lies. */
    Primitive with(int role, Layout layout) {
        int number = memories.size();
        MemorySegment memory = OneDnn.create(out ->
                (int) OneDnn.CREATE_MEMORY.invokeExact(out, layout.handle(), engine.handle(), MemorySegment.NULL));
        memories.add(memory);
        arguments.set(JAVA_INT, number * ENTRY, role);
        arguments.set(ADDRESS, number * ENTRY + ADDRESS.byteSize(), memory);
        return this;
    }

    /** Runs it to its end on the arguments, in the order in which they were added. */
    void run(MemorySegment... places) {
        for (int i = 0; i < places.length; i++) {
            MemorySegment memory = memories.get(i);
            MemorySegment place = places[i];
            OneDnn.call(() -> (int) OneDnn.SET_DATA.invokeExact(memory, place));
        }
        engine.run(handle, memories.size(), arguments);
    }

    @Override
    public void close() {
        OneDnn.destroy(OneDnn.DESTROY_PRIMITIVE, handle);
        memories.forEach(memory -> OneDnn.destroy(OneDnn.DESTROY_MEMORY, memory));
        arena.close();
    }
}
