package dev.recto.worker.onednn;

import java.lang.foreign.MemorySegment;

/** Products of one shape, ready to run. */
final class Program implements AutoCloseable {
    private final Engine engine;
    private final MemorySegment primitive;
    private final Arguments arguments;
    private final int weights;
    private final int columnScales;
    private final int source;
    private final int rowScales;
    private final int target;

    Program(Engine engine, Layout packed, int rows, int out, int in) {
        this.engine = engine;
        arguments = new Arguments(engine, 5);
        try (ProductPlan plan = new ProductPlan(engine, packed, rows, out, in);
                Layout sourceLayout = Layout.matrix(OneDnn.INT8, rows, in);
                Layout targetLayout = Layout.matrix(OneDnn.FLOAT, rows, out);
                Layout rowLayout = Layout.matrix(OneDnn.FLOAT, rows, 1);
                Layout columnLayout = Layout.vector(OneDnn.FLOAT, out)) {
            primitive = plan.newPrimitive();
            weights = arguments.add(OneDnn.WEIGHTS, packed);
            columnScales = arguments.add(OneDnn.SCALES_OF_WEIGHTS, columnLayout);
            source = arguments.add(OneDnn.SOURCE, sourceLayout);
            rowScales = arguments.add(OneDnn.FIRST_POST_OPERATION, rowLayout);
            target = arguments.add(OneDnn.TARGET, targetLayout);
        }
    }

    void run(Int8Matrix matrix, MemorySegment x, MemorySegment scales, MemorySegment y) {
        arguments.place(weights, matrix.packed());
        arguments.place(columnScales, matrix.scales());
        arguments.place(source, x);
        arguments.place(rowScales, scales);
        arguments.place(target, y);
        engine.run(primitive, arguments);
    }

    @Override
    public void close() {
        OneDnn.destroy(OneDnn.DESTROY_PRIMITIVE, primitive);
        arguments.close();
    }
}
