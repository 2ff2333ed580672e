package dev.recto.worker.onednn;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** How a strip is convolved: {@code dnnl_primitive_desc}. */
final class ConvolutionPlan implements AutoCloseable {
    private static final int EACH_OUTPUT = 1;
    private static final int ALL = 0;

    private final Engine engine;
    private final ConvolutionShape shape;
    private final Strip.Shape strip;
    private final int type;
    private final PrimitiveDescription description;

    /** @param type of the map: bytes, signed or not, with kernels of signed bytes and a scale for each; or FLOAT */
    ConvolutionPlan(Engine engine, ConvolutionShape shape, Strip.Shape strip, int type) {
        this.engine = engine;
        this.shape = shape;
        this.strip = strip;
        this.type = type;
        try (Layout x = x();
                Layout kernels = Layout.anyKernels(kernelType(), shape);
                Layout biases = biases();
                Layout y = y();
                PostOperations operations = shape.activation().operations();
                Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = OneDnn.create(result -> (int) OneDnn.CREATE_ATTRIBUTES.invokeExact(result));
            try {
                if (isScaled()) {
                    OneDnn.call(() -> (int) OneDnn.SET_SCALES.invokeExact(attributes, OneDnn.SOURCE, ALL));
                    OneDnn.call(() -> (int) OneDnn.SET_SCALES.invokeExact(attributes, OneDnn.WEIGHTS, EACH_OUTPUT));
                }
                OneDnn.call(() -> (int) OneDnn.SET_POST_OPERATIONS.invokeExact(attributes, operations.handle()));
                MemorySegment strides = Layout.dimensions(arena, shape.stride(), shape.stride());
                MemorySegment dilations = Layout.dimensions(arena, 0, 0);
                MemorySegment before = Layout.dimensions(arena, strip.above(), shape.before());
                MemorySegment after = Layout.dimensions(arena, strip.below(), rightPadding());
                description =
                        new PrimitiveDescription(OneDnn.create(result -> (int) OneDnn.DESCRIBE_CONVOLUTION.invokeExact(
                                result,
                                engine.handle(),
                                OneDnn.INFERENCE,
                                OneDnn.DIRECT_CONVOLUTION,
                                x.handle(),
                                kernels.handle(),
                                biases.handle(),
                                y.handle(),
                                strides,
                                dilations,
                                before,
                                after,
                                attributes)));
            } finally {
                OneDnn.destroy(OneDnn.DESTROY_ATTRIBUTES, attributes);
            }
        }
    }

    /** Columns that a stride steps over need none. */
    private int rightPadding() {
        return Math.max(0, (shape.outWidth() - 1) * shape.stride() - shape.before() + shape.size() - shape.width());
    }

    private boolean isScaled() {
        return type != OneDnn.FLOAT;
    }

    private int kernelType() {
        return isScaled() ? OneDnn.INT8 : OneDnn.FLOAT;
    }

    private Layout x() {
        return Layout.map(type, shape.in(), strip.inRows(), shape.width());
    }

    private Layout y() {
        return Layout.map(OneDnn.FLOAT, shape.out(), strip.rows(), shape.outWidth());
    }

    private Layout biases() {
        return Layout.vector(OneDnn.FLOAT, shape.out());
    }

    /** The order in which it wants the kernels; valid as long as the plan. */
    Layout kernels() {
        return description.weights();
    }

    String implementation() {
        return description.implementation();
    }

    /** Its arguments: kernels, biases, x, y; then the scales of kernels and of x, where they are bytes. */
    Primitive newPrimitive() {
        try (Layout x = x();
                Layout y = y();
                Layout biases = biases();
                Layout one = Layout.vector(OneDnn.FLOAT, 1)) {
            Primitive primitive = new Primitive(engine, description.handle())
                    .with(OneDnn.WEIGHTS, kernels())
                    .with(OneDnn.BIASES, biases)
                    .with(OneDnn.SOURCE, x)
                    .with(OneDnn.TARGET, y);
            return isScaled()
                    ? primitive.with(OneDnn.SCALES_OF_WEIGHTS, biases).with(OneDnn.SCALES_OF_SOURCE, one)
                    : primitive;
        }
    }

    @Override
    public void close() {
        description.close();
    }
}
