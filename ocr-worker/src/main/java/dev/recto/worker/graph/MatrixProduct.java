package dev.recto.worker.graph;

import static dev.recto.worker.graph.Graph.MICROSOFT;
import static dev.recto.worker.graph.Graph.ONNX;

import dev.recto.worker.onnx.ElementType;
import java.util.List;

/** {@code x · Wᵀ} for W of rows [out, in], in each {@link MatrixFormat}. */
final class MatrixProduct {
    private static final float SMALLEST_SCALE = 1e-12f;

    private final Network network;
    private final Graph graph;
    private final NumberFormat.Layers format;

    MatrixProduct(Network network, NumberFormat.Layers format) {
        this.network = network;
        this.graph = network.graph();
        this.format = format;
    }

    Value of(Value x, String name, Rows rows, int out) {
        if (!format.matrices().fits(x.width())) {
            return full(x, name, rows, out);
        }
        return switch (format.matrices()) {
            case FULL -> full(x, name, rows, out);
            case INT8_ROWS -> byRows(x, name, rows, out);
            case INT8_BLOCKS, INT4_BLOCKS -> byBlocks(x, name, rows, out);
        };
    }

    Value full(Value x, String name, Rows rows, int out) {
        Value weight = network.parameter(name, rows, out, x.width());
        return graph.node("FusedMatMul", MICROSOFT, out, List.of(x, weight), Attribute.of("transB", 1));
    }

    private Value byBlocks(Value x, String name, Rows rows, int out) {
        int bits = format.matrices().bits();
        int in = x.width();
        int block = format.matrices().blockFor(in);
        Quantization quantization = new Quantization(bits, block, 1 << bits - 1);
        String label = name + ".int" + bits + "x" + block;
        Value integers = graph.parameter(
                new Parameter(
                        label,
                        ElementType.UINT8,
                        new long[] {out, in / block, (long) block * bits / Byte.SIZE},
                        rows,
                        quantization.integers()),
                0);
        Value scales = graph.parameter(
                new Parameter(
                        label + ".scales",
                        ElementType.FLOAT,
                        new long[] {out, in / block},
                        rows,
                        quantization.scales()),
                0);
        int integerArithmetic = 4;
        return graph.node(
                "MatMulNBits",
                MICROSOFT,
                out,
                List.of(x, integers, network.cast(scales, ElementType.FLOAT, format.type())),
                Attribute.of("K", in),
                Attribute.of("N", out),
                Attribute.of("bits", bits),
                Attribute.of("block_size", block),
                Attribute.of("accuracy_level", integerArithmetic));
    }

    private Value byRows(Value x, String name, Rows rows, int out) {
        int in = x.width();
        Quantization quantization = new Quantization(Byte.SIZE, in, 0);
        Value integers = graph.parameter(
                new Parameter(name + ".int8", ElementType.INT8, new long[] {out, in}, rows, quantization.integers()),
                in);
        Value scales = graph.parameter(
                new Parameter(name + ".int8.scales", ElementType.FLOAT, new long[] {out}, rows, quantization.scales()),
                out);
        Value one = scalar(1);
        Value zero = graph.constant(ElementType.INT8, new byte[] {0});
        Value middle = graph.constant(ElementType.UINT8, new byte[] {(byte) 0x80});

        Value magnitudes =
                graph.node("ReduceMax", ONNX, 1, List.of(graph.node("Abs", ONNX, in, List.of(x)), graph.constant(-1)));
        Value rowScales = graph.node(
                "Max",
                ONNX,
                1,
                List.of(network.multiply(magnitudes, scalar(1f / Byte.MAX_VALUE)), scalar(SMALLEST_SCALE)));
        Value inRange = graph.node("Div", ONNX, in, List.of(x, rowScales));
        Value bytes = graph.node("QuantizeLinear", ONNX, in, List.of(inRange, one, middle));
        Value product = graph.node(
                "MatMulIntegerToFloat",
                MICROSOFT,
                out,
                List.of(bytes, network.transpose(integers, out, 1, 0), one, scales, middle, zero));
        return network.multiply(product, rowScales);
    }

    private Value scalar(float value) {
        return network.constant(new float[] {value});
    }
}
