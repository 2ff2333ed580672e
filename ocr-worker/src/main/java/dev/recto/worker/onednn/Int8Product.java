package dev.recto.worker.onednn;

import org.jspecify.annotations.Nullable;

/** The forms in which products of bytes are finished; x has {@code rows} rows with a scale each. */
enum Int8Product {
    /** {@code x · Wᵀ}. */
    PLAIN,
    /** {@code silu(x · Wᵀ)}. */
    GATE,
    /** {@code (x · Wᵀ) · gate}. */
    GATED;

    /**
     * @param order that of the weights; null where the primitive is to choose
     * @param rowStride floats from one row of the result, and of the gate, to the next
     */
    ProductPlan plan(Engine engine, @Nullable Layout order, int rows, int out, int in, int rowStride) {
        try (Layout x = Layout.matrix(OneDnn.INT8, rows, in);
                Layout any = Layout.anyOrder(OneDnn.INT8, in, out);
                Layout y = Layout.matrix(OneDnn.FLOAT, rows, out, rowStride, 1);
                PostOperations operations = operations(rows, y)) {
            return ProductPlan.scaled(engine, x, order == null ? any : order, y, operations);
        }
    }

    private PostOperations operations(int rows, Layout gate) {
        try (Layout rowScales = Layout.matrix(OneDnn.FLOAT, rows, 1)) {
            PostOperations operations = new PostOperations().multiply(rowScales);
            return switch (this) {
                case PLAIN -> operations;
                case GATE -> operations.silu();
                case GATED -> operations.multiply(gate);
            };
        }
    }

    /** Its arguments: weights, their scales, x, its scales, y; then the gate, where there is one. */
    Primitive primitive(Engine engine, Layout order, int rows, int out, int in, int rowStride) {
        try (ProductPlan plan = plan(engine, order, rows, out, in, rowStride);
                Layout x = Layout.matrix(OneDnn.INT8, rows, in);
                Layout y = Layout.matrix(OneDnn.FLOAT, rows, out, rowStride, 1);
                Layout rowScales = Layout.matrix(OneDnn.FLOAT, rows, 1);
                Layout columnScales = Layout.vector(OneDnn.FLOAT, out)) {
            Primitive primitive = plan.newPrimitive()
                    .with(OneDnn.WEIGHTS, order)
                    .with(OneDnn.SCALES_OF_WEIGHTS, columnScales)
                    .with(OneDnn.SOURCE, x)
                    .with(OneDnn.readBy(0), rowScales)
                    .with(OneDnn.TARGET, y);
            return this == GATED ? primitive.with(OneDnn.readBy(1), y) : primitive;
        }
    }
}
