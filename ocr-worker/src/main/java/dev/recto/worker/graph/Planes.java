package dev.recto.worker.graph;

import static dev.recto.worker.graph.Graph.ONNX;

import dev.recto.worker.graph.Convolutions.Shape;
import dev.recto.worker.onednn.Activation;
import java.util.Collections;
import java.util.List;

/** Maps of shape [images, channels, height, width], convolved by the runtime. */
record Planes(Network network) implements MapLayers {
    @Override
    public Value convolved(FeatureMap x, String name, Kernels kernels, Shape shape, Activation activation) {
        int size = shape.size();
        int out = kernels.biases().length;
        Value weight = network.parameter(name + ".kernels", kernels.rows(), out, kernels.in(), size, size);
        Value bias = network.parameter(name + ".biases", Rows.of(kernels.biases(), out), out);
        Value y = network.graph()
                .node(
                        "Conv",
                        ONNX,
                        0,
                        List.of(shape.after() > shape.before() ? padded(x) : x.value(), weight, bias),
                        Attribute.of("kernel_shape", twice(size)),
                        Attribute.of("strides", twice(shape.stride())),
                        Attribute.of("pads", Collections.nCopies(4, (long) shape.before())),
                        Attribute.of("group", shape.depthwise() ? x.channels() : 1));
        return switch (activation) {
            case NONE -> y;
            case RELU -> network.relu(y);
            case SILU -> network.silu(y);
        };
    }

    @Override
    public Value mixed(FeatureMap x, String name, Kernels kernels) {
        return convolved(x, name, kernels, Shape.of(1), Activation.NONE);
    }

    @Override
    public List<Value> concat(List<Value> maps) {
        return List.of(network.graph().node("Concat", ONNX, 0, maps, Attribute.of("axis", 1)));
    }

    @Override
    public Value maximum(FeatureMap x) {
        return network.graph().node("MaxPool", ONNX, 0, List.of(padded(x)), Attribute.of("kernel_shape", twice(2)));
    }

    /** A column of zeros at the right and a row below, by a node of their own: not every provider pads two sides only. */
    private Value padded(FeatureMap x) {
        Value pads = network.graph().constant(0, 0, 0, 0, 0, 0, 1, 1);
        return network.graph().node("Pad", ONNX, 0, List.of(x.value(), pads));
    }

    @Override
    public Value repeated(FeatureMap x) {
        return doubled(x, "nearest", "asymmetric");
    }

    @Override
    public Value interpolated(FeatureMap x) {
        return doubled(x, "linear", "half_pixel");
    }

    private Value doubled(FeatureMap x, String mode, String coordinates) {
        Value scales = network.constant(new float[] {1, 1, 2, 2}, 4);
        return network.graph()
                .node(
                        "Resize",
                        ONNX,
                        0,
                        List.of(x.value(), Value.NONE, scales),
                        Attribute.of("mode", mode),
                        Attribute.of("coordinate_transformation_mode", coordinates),
                        Attribute.of("nearest_mode", "floor"));
    }

    @Override
    public Value ofPlanes(Value planes, int channels) {
        return planes;
    }

    @Override
    public Value planes(FeatureMap x) {
        return x.value();
    }

    @Override
    public Value rows(FeatureMap x) {
        Value flat = network.reshape(x.value(), x.cells(), 0, x.channels(), x.cells());
        return network.transpose(flat, x.channels(), 0, 2, 1);
    }

    @Override
    public Value ofRows(Value rows, int height, int width) {
        Value flat = network.transpose(rows, height * width, 0, 2, 1);
        return network.reshape(flat, width, 0, rows.width(), height, width);
    }

    private static List<Long> twice(int number) {
        return List.of((long) number, (long) number);
    }
}
