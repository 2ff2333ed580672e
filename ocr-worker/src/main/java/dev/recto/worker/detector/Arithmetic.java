package dev.recto.worker.detector;

import dev.recto.worker.graph.Attribute;
import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.Value;
import dev.recto.worker.onnx.ElementType;
import java.util.List;

/** Operators on single numbers, and over axes, that only this network needs. fp32. */
record Arithmetic(Network network) {
    private static final float SMALLEST = 1e-5f;

    Value of(String operator, Value... operands) {
        int width = 0;
        for (Value operand : operands) {
            width = Math.max(width, operand.width());
        }
        return network.graph().node(operator, Graph.ONNX, width, List.of(operands));
    }

    Value number(float value) {
        return network.constant(new float[] {value}, 1);
    }

    Value sigmoid(Value x) {
        return of("Sigmoid", x);
    }

    /** Of numbers from 0 to 1, kept finite at both ends. */
    Value inverseSigmoid(Value x) {
        Value share = of("Max", x, number(SMALLEST));
        Value rest = of("Max", of("Sub", number(1), x), number(SMALLEST));
        return of("Log", of("Div", share, rest));
    }

    /** Over the given axis, which is dropped. */
    Value reduced(String operator, Value x, int axis, int width) {
        return network.graph()
                .node(
                        operator,
                        Graph.ONNX,
                        width,
                        List.of(x, network.graph().constant(axis)),
                        Attribute.of("keepdims", 0));
    }

    Value softmax(Value x) {
        return network.graph().node("Softmax", Graph.ONNX, x.width(), List.of(x), Attribute.of("axis", -1));
    }

    Value concat(int axis, int width, List<Value> parts) {
        return network.graph().node("Concat", Graph.ONNX, width, parts, Attribute.of("axis", axis));
    }

    /** The numbers from 0 up, in that shape. */
    Value counted(int count, long... shape) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return network.constant(numbers, shape);
    }

    Value single(Value x) {
        return network.cast(x, network.type(), ElementType.FLOAT);
    }
}
