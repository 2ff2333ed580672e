package dev.recto.worker.onednn;

import java.lang.foreign.MemorySegment;

/** How a product of so many rows is computed: {@code dnnl_primitive_desc} of a matrix product with scales and bytes. */
final class ProductPlan implements AutoCloseable {
    private static final int EACH_COLUMN = 1 << 2;

    private final MemorySegment handle;

    /** @param weights order of the weights; the plan chooses where they are in {@link Layout#anyOrder} */
    ProductPlan(Engine engine, Layout weights, int rows, int out, int in) {
        MemorySegment attributes = OneDnn.create(result -> (int) OneDnn.CREATE_ATTRIBUTES.invokeExact(result));
        MemorySegment operations = OneDnn.create(result -> (int) OneDnn.CREATE_POST_OPERATIONS.invokeExact(result));
        try (Layout source = Layout.matrix(OneDnn.INT8, rows, in);
                Layout target = Layout.matrix(OneDnn.FLOAT, rows, out);
                Layout rowScales = Layout.matrix(OneDnn.FLOAT, rows, 1)) {
            OneDnn.call(() -> (int) OneDnn.SET_SCALES.invokeExact(attributes, OneDnn.WEIGHTS, EACH_COLUMN));
            OneDnn.call(() ->
                    (int) OneDnn.APPEND_BINARY.invokeExact(operations, OneDnn.BINARY_MULTIPLY, rowScales.handle()));
            OneDnn.call(() -> (int) OneDnn.SET_POST_OPERATIONS.invokeExact(attributes, operations));
            handle = OneDnn.create(result -> (int) OneDnn.DESCRIBE_PRODUCT.invokeExact(
                    result,
                    engine.handle(),
                    source.handle(),
                    weights.handle(),
                    MemorySegment.NULL,
                    target.handle(),
                    attributes));
        } finally {
            OneDnn.destroy(OneDnn.DESTROY_POST_OPERATIONS, operations);
            OneDnn.destroy(OneDnn.DESTROY_ATTRIBUTES, attributes);
        }
    }

    /** The order in which it wants the weights; valid as long as the plan. */
    Layout weights() {
        MemorySegment[] found = new MemorySegment[1];
        OneDnn.call(() -> {
            found[0] = (MemorySegment) OneDnn.QUERY_DESCRIPTOR.invokeExact(handle, OneDnn.QUERY_WEIGHTS, 0);
            return 0;
        });
        return new Layout(found[0], false);
    }

    MemorySegment newPrimitive() {
        return OneDnn.create(out -> (int) OneDnn.CREATE_PRIMITIVE.invokeExact(out, handle));
    }

    @Override
    public void close() {
        OneDnn.destroy(OneDnn.DESTROY_PRIMITIVE_DESCRIPTION, handle);
    }
}
