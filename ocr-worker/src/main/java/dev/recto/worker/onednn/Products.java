package dev.recto.worker.onednn;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code y = (x · Wᵀ) · row scale · column scale} for signed bytes x [rows, in] and W [out, in], summed exactly in 32 bits. A
 * row's result does not depend on the rows beside it. Belongs to one thread at a time; closing it frees the matrices.
 */
final class Products implements AutoCloseable {
    /** Shapes whose programs are kept: a network has few matrices of different shapes, and pages few different sizes. */
    private static final int PROGRAMS = 256;

    /** The order of weights is the same for all numbers of rows, but for tiny matrices, where any will do. */
    private static final int MANY_ROWS = 512;

    private static final long CACHE_LINE = 64;

    private final Engine engine;
    private final Arena arena = Arena.ofShared();
    private final Map<Shape, ProductPlan> plans = new HashMap<>();
    private final Map<Shape, Program> programs = new LinkedHashMap<>(PROGRAMS, 0.75f, true);

    private record Shape(int rows, int out, int in) {}

    Products(int threads) {
        engine = new Engine(threads);
    }

    int threads() {
        return engine.threads();
    }

    /** @param scales must outlive the products, unlike the rows, which are copied */
    Int8Matrix pack(MemorySegment rows, MemorySegment scales, int out, int in) {
        Layout order = order(out, in);
        MemorySegment packed = arena.allocate(order.bytes(), CACHE_LINE);
        try (Layout stored = Layout.matrix(OneDnn.INT8, in, out, 1, in);
                Arguments arguments = new Arguments(engine, 2)) {
            arguments.place(arguments.add(OneDnn.SOURCE, stored), rows);
            arguments.place(arguments.add(OneDnn.TARGET, order), packed);
            engine.reorder(stored, order, arguments);
        }
        return new Int8Matrix(packed, scales, out, in);
    }

    void multiply(MemorySegment x, MemorySegment rowScales, int rows, Int8Matrix matrix, MemorySegment y) {
        Shape shape = new Shape(rows, matrix.out(), matrix.in());
        Program program = programs.get(shape);
        if (program == null) {
            program = new Program(engine, order(matrix.out(), matrix.in()), rows, matrix.out(), matrix.in());
            programs.put(shape, program);
            dropOldest();
        }
        program.run(matrix, x, rowScales, y);
    }

    private Layout order(int out, int in) {
        return plans.computeIfAbsent(new Shape(MANY_ROWS, out, in), shape -> {
                    try (Layout any = Layout.anyOrder(OneDnn.INT8, in, out)) {
                        return new ProductPlan(engine, any, MANY_ROWS, out, in);
                    }
                })
                .weights();
    }

    private void dropOldest() {
        if (programs.size() > PROGRAMS) {
            var oldest = programs.values().iterator();
            oldest.next().close();
            oldest.remove();
        }
    }

    @Override
    public void close() {
        programs.values().forEach(Program::close);
        plans.values().forEach(ProductPlan::close);
        engine.close();
        arena.close();
    }
}
