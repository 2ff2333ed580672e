package dev.recto.worker.onednn;

import java.lang.foreign.MemorySegment;

/** How a matrix product is computed: {@code dnnl_primitive_desc}. */
final class ProductPlan implements AutoCloseable {
    private static final int EACH_COLUMN = 1 << Layout.COLUMNS;

    private final Engine engine;
    private final PrimitiveDescription description;

    /**
     * @param weights order of the weights; the plan chooses where they are in {@link Layout#anyOrder}
     * @param scaled whether the product's columns have scales
     */
    private ProductPlan(Engine engine, Layout x, Layout weights, Layout y, PostOperations operations, boolean scaled) {
        this.engine = engine;
        MemorySegment attributes = OneDnn.create(result -> (int) OneDnn.CREATE_ATTRIBUTES.invokeExact(result));
        try {
            if (scaled) {
                OneDnn.call(() -> (int) OneDnn.SET_SCALES.invokeExact(attributes, OneDnn.WEIGHTS, EACH_COLUMN));
            }
            OneDnn.call(() -> (int) OneDnn.SET_POST_OPERATIONS.invokeExact(attributes, operations.handle()));
            description = new PrimitiveDescription(OneDnn.create(result -> (int) OneDnn.DESCRIBE_PRODUCT.invokeExact(
                    result,
                    engine.handle(),
                    x.handle(),
                    weights.handle(),
                    MemorySegment.NULL,
                    y.handle(),
                    attributes)));
        } finally {
            OneDnn.destroy(OneDnn.DESTROY_ATTRIBUTES, attributes);
        }
    }

    /** Of signed bytes, with a scale for each column. */
    static ProductPlan scaled(Engine engine, Layout x, Layout weights, Layout y, PostOperations operations) {
        return new ProductPlan(engine, x, weights, y, operations, true);
    }

    static ProductPlan of(Engine engine, Layout x, Layout weights, Layout y, PostOperations operations) {
        return new ProductPlan(engine, x, weights, y, operations, false);
    }

    /** The order in which it wants the weights; valid as long as the plan. */
    Layout weights() {
        return description.weights();
    }

    /** The name of the kernel that oneDNN has chosen; {@code ref…} where it has none that is fast. */
    String implementation() {
        return description.implementation();
    }

    Primitive newPrimitive() {
        return new Primitive(engine, description.handle());
    }

    @Override
    public void close() {
        description.close();
    }
}
