package dev.recto.worker.onednn;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Products of signed bytes x [rows, in] with matrices W [out, in], summed exactly in 32 bits and multiplied with a scale of the
 * row and one of the column. A row's result does not depend on the rows beside it. On one thread at a time; closing it frees the
 * matrices.
 */
final class Products implements AutoCloseable {
    /** Shapes whose primitives are kept: a network has few matrices of different shapes, and pages few different sizes. */
    private static final int PRIMITIVES = 256;

    /** The order of weights is the same for all numbers of rows, but for tiny matrices, where any will do. */
    private static final int MANY_ROWS = 512;

    private static final long CACHE_LINE = 64;

    private final Engine engine = new Engine();
    private final Arena arena = Arena.ofShared();
    private final Map<MatrixShape, ProductPlan> orders = new HashMap<>();
    private final Map<Shape, Primitive> primitives = new LinkedHashMap<>(PRIMITIVES, 0.75f, true);

    private record MatrixShape(int out, int in) {}

    private record Shape(Int8Product product, int rows, MatrixShape matrix, int rowStride) {}

    /** @param scales must outlive the products, unlike the rows, which are copied */
    Int8Matrix pack(MemorySegment rows, MemorySegment scales, int out, int in) {
        Layout order = order(new MatrixShape(out, in));
        MemorySegment packed = arena.allocate(order.bytes(), CACHE_LINE);
        try (Layout stored = Layout.matrix(OneDnn.INT8, in, out, 1, in);
                Primitive reorder = Primitive.reorder(engine, stored, order)) {
            reorder.run(rows, packed);
        }
        return new Int8Matrix(packed, scales, out, in);
    }

    /**
     * {@code y = x · Wᵀ}.
     *
     * @param rowStride floats from one row of y to the next
     */
    void multiply(Int8Rows x, Int8Matrix matrix, MemorySegment y, int rowStride) {
        primitive(Int8Product.PLAIN, x.count(), matrix, rowStride)
                .run(matrix.packed(), matrix.scales(), x.bytes(), x.scales(), y);
    }

    /** {@code y = silu(x · Gᵀ) · (x · Uᵀ)}; the gate has room for as many floats as y, in rows as far apart. */
    void gated(Int8Rows x, Int8Matrix gates, Int8Matrix ups, MemorySegment gate, MemorySegment y, int rowStride) {
        primitive(Int8Product.GATE, x.count(), gates, rowStride)
                .run(gates.packed(), gates.scales(), x.bytes(), x.scales(), gate);
        primitive(Int8Product.GATED, x.count(), ups, rowStride)
                .run(ups.packed(), ups.scales(), x.bytes(), x.scales(), y, gate);
    }

    private Primitive primitive(Int8Product product, int rows, Int8Matrix matrix, int rowStride) {
        MatrixShape shape = new MatrixShape(matrix.out(), matrix.in());
        if (primitives.size() > PRIMITIVES) {
            var oldest = primitives.values().iterator();
            oldest.next().close();
            oldest.remove();
        }
        return primitives.computeIfAbsent(
                new Shape(product, rows, shape, rowStride),
                absent -> product.primitive(engine, order(shape), rows, shape.out(), shape.in(), rowStride));
    }

    private Layout order(MatrixShape shape) {
        return orders.computeIfAbsent(
                        shape,
                        absent -> Int8Product.PLAIN.plan(engine, null, MANY_ROWS, shape.out(), shape.in(), shape.out()))
                .weights();
    }

    @Override
    public void close() {
        primitives.values().forEach(Primitive::close);
        orders.values().forEach(ProductPlan::close);
        engine.close();
        arena.close();
    }
}
