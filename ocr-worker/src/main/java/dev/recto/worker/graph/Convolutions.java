package dev.recto.worker.graph;

import dev.recto.worker.onednn.Activation;
import java.util.List;

/** Layers over {@link FeatureMap}s, with their weights taken from a snapshot by name within a network's scope. */
public final class Convolutions {
    private final Network network;
    private final MapLayers layers;

    public Convolutions(Network network) {
        this.network = network;
        this.layers = network.multipliesRows() ? new ChannelsLast(network) : new Planes(network);
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

    /** As wide as high, padded with zeros so that a stride of 1 keeps a map as large as it is; of an odd number behind with one more. */
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

        int before() {
            return (size - 1) / 2;
        }

        int after() {
            return size / 2;
        }

        private int outOf(int side) {
            return (side - 1) / stride + 1;
        }
    }

    public FeatureMap normed(FeatureMap x, Normed names, int out, Shape shape, Activation activation) {
        return convolve(
                x, network.qualified(names.convolution()), kernels(x, names, out, shape), out, shape, activation);
    }

    /** The sum of two convolutions, the second one of size 1, as one. */
    public FeatureMap normedSum(
            FeatureMap x, Normed names, Normed points, int out, Shape shape, Activation activation) {
        Kernels sum = kernels(x, names, out, shape).plus(kernels(x, points, out, Shape.of(1)));
        String name = network.qualified(names.convolution() + "+" + points.convolution());
        return convolve(x, name, sum, out, shape, activation);
    }

    private Kernels kernels(FeatureMap x, Normed names, int out, Shape shape) {
        int in = shape.depthwise() ? 1 : x.channels();
        return Kernels.normed(network, names.convolution(), names.norm(), out, in, shape.size(), names.epsilon());
    }

    private FeatureMap convolve(
            FeatureMap x, String name, Kernels kernels, int out, Shape shape, Activation activation) {
        Value y = layers.convolved(x, name, kernels, shape, activation);
        return new FeatureMap(y, out, shape.outOf(x.height()), shape.outOf(x.width()));
    }

    /** A convolution of size 1 with a bias and no norm, as exact as the activations whatever the format of the others. */
    public FeatureMap biased(FeatureMap x, String name, int out) {
        Rows rows = Rows.of(network.stored(name + ".weight", out, x.channels(), 1, 1), x.channels());
        float[] biases = Network.floats(network.stored(name + ".bias", out));
        Kernels kernels = new Kernels(rows, biases, x.channels(), 1);
        return new FeatureMap(layers.mixed(x, network.qualified(name) + ".plain", kernels), out, x.height(), x.width());
    }

    public FeatureMap add(FeatureMap a, FeatureMap b) {
        return new FeatureMap(network.add(a.value(), b.value()), a.channels(), a.height(), a.width());
    }

    /** All channels of each, in their order; to be convolved. */
    public FeatureMap concat(FeatureMap... maps) {
        List<FeatureMap> all = List.of(maps);
        int channels = all.stream().mapToInt(FeatureMap::channels).sum();
        List<Value> values = all.stream().flatMap(map -> map.values().stream()).toList();
        return new FeatureMap(layers.concat(values), channels, maps[0].height(), maps[0].width());
    }

    /** The largest of each cell and those at its right, below it and below at its right. Nothing may be negative. */
    public FeatureMap maximum(FeatureMap x) {
        return new FeatureMap(layers.maximum(x), x.channels(), x.height(), x.width());
    }

    /** Twice as large, each cell four times. */
    public FeatureMap repeated(FeatureMap x) {
        return new FeatureMap(layers.repeated(x), x.channels(), 2 * x.height(), 2 * x.width());
    }

    /** Twice as large, linear between the cells' centres. */
    public FeatureMap interpolated(FeatureMap x) {
        return new FeatureMap(layers.interpolated(x), x.channels(), 2 * x.height(), 2 * x.width());
    }

    /** Of a value of shape [images, channels, height, width]. */
    public FeatureMap ofPlanes(Value planes, int channels, int height, int width) {
        return new FeatureMap(layers.ofPlanes(planes, channels), channels, height, width);
    }

    /** [images, channels, height, width] */
    public Value planes(FeatureMap x) {
        return layers.planes(x);
    }

    /** Cells row by row, [images, cells, channels]. */
    public Value rows(FeatureMap x) {
        return layers.rows(x);
    }

    /** Back from rows of cells to a map of that size. */
    public FeatureMap map(Value rows, int height, int width) {
        return new FeatureMap(layers.ofRows(rows, height, width), rows.width(), height, width);
    }
}
