package dev.recto.worker.graph;

import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Operator;
import java.util.List;
import java.util.Map;

/** Graphs small enough to know their results by heart. */
public final class ToyModels {
    private ToyModels() {}

    /** {@code y = x · w + 1} for x of shape [rows, 2] and the parameter w [2, 2]. */
    public static byte[] product() {
        Graph graph = new Graph("toy");
        Value x = graph.input("x", ElementType.FLOAT, "rows", "2");
        Value w = graph.parameter(Parameter.cast("w", ElementType.FLOAT, Rows.of(new float[4], 2), 2, 2), 2);
        Value product = graph.node("MatMul", Graph.ONNX, 2, List.of(x, w));
        Value one = graph.constant(ElementType.FLOAT, new byte[] {0, 0, (byte) 0x80, 0x3F}, 1);
        graph.output("y", graph.node("Add", Graph.ONNX, 2, List.of(product, one)), ElementType.FLOAT, "rows", "2");
        return graph.serialize(Map.of());
    }

    /** {@code y = x} for x of shape [rows, 2], and a constant that no node takes. */
    public static byte[] withUnreadConstant() {
        Graph graph = new Graph("toy");
        graph.constant(1, 2, 3);
        graph.output("y", graph.input("x", ElementType.FLOAT, "rows", "2"), ElementType.FLOAT, "rows", "2");
        return graph.serialize(Map.of());
    }

    /** {@code y = operator(operator(x))} for x of shape [rows, columns]. */
    public static byte[] customOperatorTwice(String operator) {
        Graph graph = new Graph("toy");
        Value x = graph.input("x", ElementType.FLOAT, "rows", "columns");
        Value once = graph.node(operator, Operator.DOMAIN, 0, List.of(x));
        graph.output(
                "y", graph.node(operator, Operator.DOMAIN, 0, List.of(once)), ElementType.FLOAT, "rows", "columns");
        return graph.serialize(Map.of());
    }

    /** {@code y = operator(x)} for x of shape [rows, columns]. */
    public static byte[] customOperator(String operator) {
        Graph graph = new Graph("toy");
        Value x = graph.input("x", ElementType.FLOAT, "rows", "columns");
        graph.output("y", graph.node(operator, Operator.DOMAIN, 0, List.of(x)), ElementType.FLOAT, "rows", "columns");
        return graph.serialize(Map.of());
    }
}
