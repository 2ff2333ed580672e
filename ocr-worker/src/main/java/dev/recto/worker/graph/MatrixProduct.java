package dev.recto.worker.graph;

import static dev.recto.worker.graph.Graph.MICROSOFT;

import dev.recto.worker.onednn.Int8Gate;
import dev.recto.worker.onednn.RowwiseInt8;
import dev.recto.worker.onnx.ElementType;
import java.util.List;

/** {@code x · Wᵀ} for W of rows [out, in], in each {@link MatrixFormat}. */
final class MatrixProduct {
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
        return format.matrices() == MatrixFormat.INT8_ROWS ? byRows(x, name, rows, out) : byBlocks(x, name, rows, out);
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
        List<Value> inputs = List.of(x, integers(x, name, rows, out), scales(x, name, rows, out));
        return graph.node(RowwiseInt8.NAME, RowwiseInt8.DOMAIN, out, inputs);
    }

    /** {@code silu(x · Gᵀ) · (x · Uᵀ)} by rows, of G over U. */
    Value gate(Value x, String name, Rows rows, int inner) {
        Value integers = integers(x, name, rows, 2 * inner);
        Value scales = scales(x, name, rows, 2 * inner);
        return graph.node(Int8Gate.NAME, Int8Gate.DOMAIN, inner, List.of(x, integers, scales));
    }

    private Value integers(Value x, String name, Rows rows, int out) {
        return graph.parameter(
                new Parameter(name + ".int8", ElementType.INT8, new long[] {out, x.width()}, rows, byRow(x).integers()),
                x.width());
    }

    private Value scales(Value x, String name, Rows rows, int out) {
        return graph.parameter(
                new Parameter(name + ".int8.scales", ElementType.FLOAT, new long[] {out}, rows, byRow(x).scales()),
                out);
    }

    private static Quantization byRow(Value x) {
        return new Quantization(Byte.SIZE, x.width(), 0);
    }
}
