package dev.recto.worker.onednn;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A matrix of bytes [out, in] in the order that products of any number of rows read it. */
final class PackedWeights implements AutoCloseable {
    /** The order is the same for all numbers of rows, but for tiny matrices, where any will do. */
    private static final int MANY_ROWS = 512;

    private static final long CACHE_LINE = 64;

    private final Arena arena = Arena.ofShared();
    private final ProductPlan plan;
    private final MemorySegment packed;

    PackedWeights(Engine engine, MemorySegment rows, int out, int in) {
        try (Layout any = Layout.anyOrder(OneDnn.INT8, in, out)) {
            plan = new ProductPlan(engine, any, MANY_ROWS, out, in);
        }
        packed = arena.allocate(layout().bytes(), CACHE_LINE);
        try (Layout stored = Layout.matrix(OneDnn.INT8, in, out, 1, in);
                Arguments arguments = new Arguments(engine, 2)) {
            arguments.add(OneDnn.SOURCE, stored, rows);
            arguments.add(OneDnn.TARGET, layout(), packed);
            MemorySegment description = OneDnn.create(result -> (int) OneDnn.DESCRIBE_REORDER.invokeExact(
                    result, stored.handle(), engine.handle(), layout().handle(), engine.handle(), MemorySegment.NULL));
            MemorySegment reorder =
                    OneDnn.create(result -> (int) OneDnn.CREATE_PRIMITIVE.invokeExact(result, description));
            engine.run(reorder, arguments);
            OneDnn.destroy(OneDnn.DESTROY_PRIMITIVE, reorder);
            OneDnn.destroy(OneDnn.DESTROY_PRIMITIVE_DESCRIPTION, description);
        }
    }

    Layout layout() {
        return plan.weights();
    }

    MemorySegment data() {
        return packed;
    }

    @Override
    public void close() {
        plan.close();
        arena.close();
    }
}
