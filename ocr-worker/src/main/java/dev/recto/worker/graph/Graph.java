package dev.recto.worker.graph;

import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Operator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An ONNX graph under construction: inputs, nodes in order of execution, outputs, and the parameters whose values are
 * given to the session apart. Serialised as {@code ModelProto}, opset 21.
 */
public final class Graph {
    private static final int IR_VERSION = 10;
    private static final int OPSET = 21;
    public static final String ONNX = "";
    static final String MICROSOFT = "com.microsoft";

    /** In place of the width of an output that a node leaves out. */
    static final int LEFT_OUT = -1;

    /** Never opened. */
    private static final Place GIVEN_APART = new Place("weights", 0);

    private final String name;
    private final List<byte[]> inputs = new ArrayList<>();
    private final List<byte[]> outputs = new ArrayList<>();
    private final List<byte[]> nodes = new ArrayList<>();
    private final List<byte[]> constants = new ArrayList<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Set<String> sizes = new HashSet<>();
    private int count;

    public Graph(String name) {
        this.name = name;
    }

    /** @param shape numbers for fixed dimensions, names for those that vary */
    public Value input(String inputName, ElementType type, String... shape) {
        inputs.add(valueInfo(inputName, type, shape));
        int width = 0;
        if (shape.length > 0 && isFixed(shape[shape.length - 1])) {
            width = Integer.parseInt(shape[shape.length - 1]);
        }
        return new Value(inputName, width);
    }

    /** Makes the value an output under the given name, which costs nothing at run time. */
    public void output(String outputName, Value value, ElementType type, String... shape) {
        nodes.add(node("Identity", ONNX, List.of(value), List.of(outputName), List.of()));
        outputs.add(valueInfo(outputName, type, shape));
    }

    /** A node of one output. */
    public Value node(String operator, String domain, int width, List<Value> operands, Attribute... attributes) {
        return node(operator, domain, List.of(width), operands, attributes).getFirst();
    }

    /** A node of several outputs, whose widths are given, or {@link #LEFT_OUT}. */
    public List<Value> node(
            String operator, String domain, List<Integer> widths, List<Value> operands, Attribute... attributes) {
        count++;
        List<Value> results = new ArrayList<>();
        for (int i = 0; i < widths.size(); i++) {
            int width = widths.get(i);
            results.add(width == LEFT_OUT ? Value.NONE : new Value(operator + "_" + count + "_" + i, width));
        }
        List<String> names = results.stream().map(Value::name).toList();
        nodes.add(node(operator, domain, operands, names, List.of(attributes)));
        if (operator.equals("Shape") || operands.stream().allMatch(operand -> sizes.contains(operand.name()))) {
            sizes.addAll(names);
        }
        return results;
    }

    /** A node whose results are outputs of the graph, under their names there. */
    void outputNode(
            String operator, String domain, List<Value> operands, List<String> results, Attribute... attributes) {
        nodes.add(node(operator, domain, operands, results, List.of(attributes)));
    }

    void declareOutput(String outputName, ElementType type, String... shape) {
        outputs.add(valueInfo(outputName, type, shape));
    }

    public Value parameter(Parameter parameter, int width) {
        Parameter known = parameters.putIfAbsent(parameter.name(), parameter);
        if (known != null && !known.isSameAs(parameter)) {
            throw new IllegalStateException("two parameters named " + parameter.name());
        }
        return new Value(parameter.name(), width);
    }

    public Value constant(long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return constant(ElementType.INT64, raw.array(), new long[] {values.length});
    }

    public Value constant(ElementType type, byte[] raw, long... shape) {
        String constantName = "constant_" + constants.size();
        if (type == ElementType.INT64) {
            sizes.add(constantName);
        }
        constants.add(ProtobufWriter.message(tensor -> {
            for (long dimension : shape) {
                tensor.integer(1, dimension);
            }
            tensor.integer(2, type.code()).text(8, constantName).bytes(9, raw);
        }));
        return new Value(constantName, shape.length == 0 ? 0 : Math.toIntExact(shape[shape.length - 1]));
    }

    String name() {
        return name;
    }

    /** Whether the node of that name reckons with nothing but shapes of others, which the runtime prefers to do on the CPU. */
    boolean computesSizes(String node) {
        return sizes.contains(node);
    }

    public List<Parameter> parameters() {
        return List.copyOf(parameters.values());
    }

    /** @param places where in the external data each parameter lies; one without a place is given to the session apart */
    public byte[] serialize(Map<String, Place> places) {
        Consumer<ProtobufWriter> graph = proto -> {
            nodes.forEach(node -> proto.bytes(1, node));
            proto.text(2, name);
            constants.forEach(constant -> proto.bytes(5, constant));
            parameters.values().forEach(parameter -> proto.nested(5, tensor -> declare(parameter, places, tensor)));
            inputs.forEach(input -> proto.bytes(11, input));
            outputs.forEach(output -> proto.bytes(12, output));
        };
        return ProtobufWriter.message(model -> model.integer(1, IR_VERSION)
                .text(2, "recto")
                .nested(7, graph)
                .nested(8, opset -> opset.text(1, ONNX).integer(2, OPSET))
                .nested(8, opset -> opset.text(1, MICROSOFT).integer(2, 1))
                .nested(8, opset -> opset.text(1, Operator.DOMAIN).integer(2, 1)));
    }

    /** A part of a file in the session's folder of external data. */
    record Place(String file, long position) {}

    private static void declare(Parameter parameter, Map<String, Place> places, ProtobufWriter tensor) {
        int external = 1;
        for (long dimension : parameter.shape()) {
            tensor.integer(1, dimension);
        }
        Place place = places.getOrDefault(parameter.name(), GIVEN_APART);
        tensor.integer(2, parameter.type().code())
                .text(8, parameter.name())
                .nested(13, entry -> entry.text(1, "location").text(2, place.file()))
                .nested(13, entry -> entry.text(1, "offset").text(2, Long.toString(place.position())))
                .nested(13, entry -> entry.text(1, "length").text(2, Long.toString(parameter.bytes())))
                .integer(14, external);
    }

    private static byte[] node(
            String operator, String domain, List<Value> operands, List<String> results, List<Attribute> attributes) {
        return ProtobufWriter.message(node -> {
            operands.forEach(operand -> node.text(1, operand.name()));
            results.forEach(result -> node.text(2, result));
            node.text(3, results.getFirst()).text(4, operator);
            attributes.forEach(attribute -> node.nested(5, attribute::write));
            node.text(7, domain);
        });
    }

    private static byte[] valueInfo(String valueName, ElementType type, String... shape) {
        Consumer<ProtobufWriter> dimensions = proto -> {
            for (String dimension : shape) {
                proto.nested(1, d -> {
                    if (isFixed(dimension)) {
                        d.integer(1, Long.parseLong(dimension));
                    } else {
                        d.text(2, dimension);
                    }
                });
            }
        };
        return ProtobufWriter.message(info -> info.text(1, valueName)
                .nested(
                        2,
                        proto -> proto.nested(
                                1, tensor -> tensor.integer(1, type.code()).nested(2, dimensions))));
    }

    private static boolean isFixed(String dimension) {
        return Character.isDigit(dimension.charAt(0));
    }
}
