package dev.recto.worker.graph;

import static dev.recto.worker.graph.Graph.ONNX;

import dev.recto.worker.graph.Convolutions.Shape;
import dev.recto.worker.onednn.Activation;
import dev.recto.worker.onednn.DepthwiseConvolution;
import dev.recto.worker.onednn.Int8Convolution;
import dev.recto.worker.onednn.MaximumPool;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Operator;
import java.util.ArrayList;
import java.util.List;

/** Maps of shape [images, height, width, channels], convolved in bytes by operators of our own. fp32 between them. */
record ChannelsLast(Network network) implements MapLayers {
    @Override
    public Value convolved(FeatureMap x, String name, Kernels kernels, Shape shape, Activation activation) {
        int out = kernels.biases().length;
        Value biases = network.parameter(name + ".biases", Rows.of(kernels.biases(), out), out);
        if (shape.depthwise()) {
            long[] sizes = {out, 1, shape.size(), shape.size()};
            Value weights = network.parameter(name + ".kernels", kernels.rows(), sizes);
            return node(DepthwiseConvolution.NAME, out, shape, activation, x, weights, biases);
        }
        Value integers = integers(name, kernels, out);
        Value scales = scales(name, kernels, out);
        return node(Int8Convolution.NAME, out, shape, activation, x, integers, scales, biases);
    }

    private Value node(String operator, int out, Shape shape, Activation activation, FeatureMap x, Value... constants) {
        List<Value> operands = new ArrayList<>(List.of(constants));
        operands.addAll(x.values());
        return network.graph()
                .node(
                        operator,
                        Operator.DOMAIN,
                        out,
                        operands,
                        Attribute.of("maps", x.values().size()),
                        Attribute.of("stride", shape.stride()),
                        Attribute.of("activation", activation.ordinal()));
    }

    private Value integers(String name, Kernels kernels, int out) {
        long[] sizes = {out, kernels.in(), kernels.size(), kernels.size()};
        Encoding integers = byKernel(kernels).integers();
        return network.graph()
                .parameter(
                        new Parameter(name + ".kernels.int8", ElementType.INT8, sizes, kernels.rows(), integers),
                        kernels.size());
    }

    private Value scales(String name, Kernels kernels, int out) {
        Encoding scales = byKernel(kernels).scales();
        return network.graph()
                .parameter(
                        new Parameter(
                                name + ".kernels.int8.scales",
                                ElementType.FLOAT,
                                new long[] {out},
                                kernels.rows(),
                                scales),
                        out);
    }

    private static Quantization byKernel(Kernels kernels) {
        return new Quantization(Byte.SIZE, kernels.rows().width(), 0);
    }

    @Override
    public Value mixed(FeatureMap x, String name, Kernels kernels) {
        int out = kernels.biases().length;
        Value product = network.exactProduct(x.value(), name + ".kernels", kernels.rows(), out);
        return network.add(product, network.parameter(name + ".biases", Rows.of(kernels.biases(), out), out));
    }

    /** Joined strip by strip when they are convolved, so that no map is copied. */
    @Override
    public List<Value> concat(List<Value> maps) {
        return maps;
    }

    private Value joined(List<Value> parts, int width, int axis) {
        return network.graph().node("Concat", ONNX, width, parts, Attribute.of("axis", axis));
    }

    @Override
    public Value maximum(FeatureMap x) {
        return network.graph().node(MaximumPool.NAME, Operator.DOMAIN, x.channels(), List.of(x.value()));
    }

    /** Each cell twice, which are side by side then; and so each row. */
    @Override
    public Value repeated(FeatureMap x) {
        int rowWidth = 2 * x.width() * x.channels();
        Value cells = joined(List.of(x.value(), x.value()), 2 * x.channels(), 3);
        Value row = network.reshape(cells, rowWidth, 0, x.height(), rowWidth);
        Value rows = joined(List.of(row, row), 2 * rowWidth, 2);
        return network.reshape(rows, x.channels(), 0, 2L * x.height(), 2L * x.width(), x.channels());
    }

    @Override
    public Value interpolated(FeatureMap x) {
        Value scales = network.constant(new float[] {1, 2, 2, 1}, 4);
        return network.graph()
                .node(
                        "Resize",
                        ONNX,
                        x.channels(),
                        List.of(x.value(), Value.NONE, scales),
                        Attribute.of("mode", "linear"),
                        Attribute.of("coordinate_transformation_mode", "half_pixel"));
    }

    @Override
    public Value ofPlanes(Value planes, int channels) {
        return network.transpose(planes, channels, 0, 2, 3, 1);
    }

    @Override
    public Value planes(FeatureMap x) {
        return network.transpose(x.value(), x.width(), 0, 3, 1, 2);
    }

    @Override
    public Value rows(FeatureMap x) {
        return network.reshape(x.value(), x.channels(), 0, x.cells(), x.channels());
    }

    @Override
    public Value ofRows(Value rows, int height, int width) {
        return network.reshape(rows, rows.width(), 0, height, width, rows.width());
    }
}
