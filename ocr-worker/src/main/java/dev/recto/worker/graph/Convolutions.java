package dev.recto.worker.graph;

import static dev.recto.worker.graph.Graph.ONNX;

import java.util.Collections;
import java.util.List;

/** Layers over {@link FeatureMap}s, with their weights taken from a snapshot by name within a network's scope. */
public final class Convolutions {
    private final Network network;

    public Convolutions(Network network) {
        this.network = network;
    }

    /** The same layers with names relative to a module within this one. */
    public Convolutions at(String module) {
        return new Convolutions(network.at(module));
    }

    /**
     * A convolution without bias and the batch norm behind it.
     *
     * @param convolution name of its module
     * @param norm name of the norm's module
     */
    public record Normed(String convolution, String norm, float epsilon) {
        /** That of a norm of which the configuration says nothing. */
        public static final float EPSILON = 1e-5f;

        public Normed(String convolution, String norm) {
            this(convolution, norm, EPSILON);
        }
    }

    /** As wide as high, padded so that a stride of 1 keeps an odd size's map as large as it is. */
    public record Shape(int size, int stride, boolean depthwise) {
        public static Shape of(int size) {
            return new Shape(size, 1, false);
        }

        public static Shape of(int size, int stride) {
            return new Shape(size, stride, false);
        }

        public static Shape depthwise(int size, int stride) {
            return new Shape(size, stride, true);
        }

        private int padding() {
            return (size - 1) / 2;
        }

        private int outOf(int side) {
            return (side + 2 * padding() - size) / stride + 1;
        }
    }

    public FeatureMap normed(FeatureMap x, Normed names, int out, Shape shape) {
        return convolve(x, network.qualified(names.convolution()), kernels(x, names, out, shape), out, shape);
    }

    /** The sum of two convolutions, the second one of size 1, as one. */
    public FeatureMap normedSum(FeatureMap x, Normed names, Normed points, int out, Shape shape) {
        Kernels sum = kernels(x, names, out, shape).plus(kernels(x, points, out, Shape.of(1)));
        return convolve(x, network.qualified(names.convolution() + "+" + points.convolution()), sum, out, shape);
    }

    private Kernels kernels(FeatureMap x, Normed names, int out, Shape shape) {
        int in = shape.depthwise() ? 1 : x.channels();
        return Kernels.normed(network, names.convolution(), names.norm(), out, in, shape.size(), names.epsilon());
    }

    /** A convolution of size 1 with a bias and no norm. */
    public FeatureMap biased(FeatureMap x, String name, int out) {
        Rows rows = Rows.of(network.stored(name + ".weight", out, x.channels(), 1, 1));
        float[] biases = Network.floats(network.stored(name + ".bias", out));
        return convolve(
                x, network.qualified(name) + ".plain", new Kernels(rows, biases, x.channels(), 1), out, Shape.of(1));
    }

    private FeatureMap convolve(FeatureMap x, String name, Kernels kernels, int out, Shape shape) {
        int size = shape.size();
        Value weight = network.parameter(name + ".kernels", kernels.rows(), out, kernels.in(), size, size);
        Value bias = network.parameter(name + ".biases", Rows.of(kernels.biases(), out), out);
        Value y = network.graph()
                .node(
                        "Conv",
                        ONNX,
                        0,
                        List.of(x.value(), weight, bias),
                        Attribute.of("kernel_shape", twice(size)),
                        Attribute.of("strides", twice(shape.stride())),
                        Attribute.of("pads", Collections.nCopies(4, (long) shape.padding())),
                        Attribute.of("group", shape.depthwise() ? x.channels() : 1));
        return new FeatureMap(y, out, shape.outOf(x.height()), shape.outOf(x.width()));
    }

    public FeatureMap relu(FeatureMap x) {
        return with(x, network.relu(x.value()));
    }

    /** {@code x · sigmoid(x)}. */
    public FeatureMap silu(FeatureMap x) {
        return with(x, network.silu(x.value()));
    }

    public FeatureMap add(FeatureMap a, FeatureMap b) {
        return with(a, network.add(a.value(), b.value()));
    }

    /** All channels of each, in their order. */
    public FeatureMap concat(FeatureMap... maps) {
        List<Value> values = List.of(maps).stream().map(FeatureMap::value).toList();
        int channels = List.of(maps).stream().mapToInt(FeatureMap::channels).sum();
        Value joined = network.graph().node("Concat", ONNX, 0, values, Attribute.of("axis", 1));
        return new FeatureMap(joined, channels, maps[0].height(), maps[0].width());
    }

    /** A column of zeros at the right and a row below. */
    public FeatureMap padded(FeatureMap x) {
        Value pads = network.graph().constant(0, 0, 0, 0, 0, 0, 1, 1);
        Value y = network.graph().node("Pad", ONNX, 0, List.of(x.value(), pads));
        return new FeatureMap(y, x.channels(), x.height() + 1, x.width() + 1);
    }

    /** The largest of each 2×2 cells, in steps of one. */
    public FeatureMap maximum(FeatureMap x) {
        Value y = network.graph().node("MaxPool", ONNX, 0, List.of(x.value()), Attribute.of("kernel_shape", twice(2)));
        return new FeatureMap(y, x.channels(), x.height() - 1, x.width() - 1);
    }

    /** Twice as large, each cell four times. */
    public FeatureMap repeated(FeatureMap x) {
        return doubled(x, "nearest", "asymmetric");
    }

    /** Twice as large, linear between the cells' centres. */
    public FeatureMap interpolated(FeatureMap x) {
        return doubled(x, "linear", "half_pixel");
    }

    private FeatureMap doubled(FeatureMap x, String mode, String coordinates) {
        Value scales = network.constant(new float[] {1, 1, 2, 2}, 4);
        Value y = network.graph()
                .node(
                        "Resize",
                        ONNX,
                        0,
                        List.of(x.value(), Value.NONE, scales),
                        Attribute.of("mode", mode),
                        Attribute.of("coordinate_transformation_mode", coordinates),
                        Attribute.of("nearest_mode", "floor"));
        return new FeatureMap(y, x.channels(), 2 * x.height(), 2 * x.width());
    }

    /** Cells row by row, [images, cells, channels]. */
    public Value rows(FeatureMap x) {
        Value flat = network.reshape(x.value(), x.cells(), 0, x.channels(), x.cells());
        return network.transpose(flat, x.channels(), 0, 2, 1);
    }

    /** Back from rows of cells to a map of that size. */
    public FeatureMap map(Value rows, int height, int width) {
        int channels = rows.width();
        Value flat = network.transpose(rows, height * width, 0, 2, 1);
        return new FeatureMap(network.reshape(flat, width, 0, channels, height, width), channels, height, width);
    }

    private static FeatureMap with(FeatureMap x, Value value) {
        return new FeatureMap(value, x.channels(), x.height(), x.width());
    }

    private static List<Long> twice(int number) {
        return List.of((long) number, (long) number);
    }
}
