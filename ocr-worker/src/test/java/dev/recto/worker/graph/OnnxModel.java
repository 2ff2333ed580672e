package dev.recto.worker.graph;

import static java.util.Objects.requireNonNull;

import dev.recto.worker.onnx.ElementType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The nodes of a serialised model with the element type that each computes with: that of its first operand, as a rule. */
final class OnnxModel {
    record Node(String operator, ElementType type) {}

    private final Map<String, ElementType> types = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();

    static List<Node> nodes(byte[] model) {
        OnnxModel parsed = new OnnxModel();
        byte[] graph = Fields.of(model).bytes(7).getFirst();
        parsed.read(Fields.of(graph));
        return parsed.nodes;
    }

    private void read(Fields graph) {
        for (byte[] initializer : graph.bytes(5)) {
            Fields tensor = Fields.of(initializer);
            types.put(tensor.text(8).getFirst(), type(tensor.integer(2)));
        }
        for (byte[] input : graph.bytes(11)) {
            Fields info = Fields.of(input);
            Fields tensor =
                    Fields.of(Fields.of(info.bytes(2).getFirst()).bytes(1).getFirst());
            types.put(info.text(1).getFirst(), type(tensor.integer(1)));
        }
        graph.bytes(1).forEach(node -> add(Fields.of(node)));
    }

    private void add(Fields node) {
        String operator = node.text(4).getFirst();
        List<String> operands = node.text(1);
        ElementType computed = requireNonNull(types.get(operands.get(operator.equals("Where") ? 1 : 0)));
        nodes.add(new Node(operator, computed));
        ElementType result = switch (operator) {
            case "Cast" -> type(Fields.of(node.bytes(5).getFirst()).integer(3));
            case "Shape", "ArgMax" -> ElementType.INT64;
            default -> computed;
        };
        node.text(2).forEach(name -> types.put(name, result));
    }

    private static ElementType type(long code) {
        return Arrays.stream(ElementType.values())
                .filter(type -> type.code() == code)
                .findFirst()
                .orElseThrow();
    }

    /** A message's fields by number. */
    private record Fields(Map<Integer, List<byte[]>> delimited, Map<Integer, Long> integers) {
        static Fields of(byte[] message) {
            Fields fields = new Fields(new HashMap<>(), new HashMap<>());
            ByteBuffer in = ByteBuffer.wrap(message);
            while (in.hasRemaining()) {
                long tag = varint(in);
                int number = (int) (tag >>> 3);
                switch ((int) tag & 7) {
                    case 0 -> fields.integers.put(number, varint(in));
                    case 2 ->
                        fields.delimited
                                .computeIfAbsent(number, key -> new ArrayList<>())
                                .add(bytes(in));
                    case 5 -> in.getInt();
                    default -> throw new IllegalArgumentException("wire type of " + tag);
                }
            }
            return fields;
        }

        private static byte[] bytes(ByteBuffer in) {
            byte[] bytes = new byte[(int) varint(in)];
            in.get(bytes);
            return bytes;
        }

        private static long varint(ByteBuffer in) {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = in.get();
                value |= (long) (next & 0x7F) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        List<byte[]> bytes(int number) {
            return delimited.getOrDefault(number, List.of());
        }

        List<String> text(int number) {
            return bytes(number).stream()
                    .map(text -> new String(text, StandardCharsets.UTF_8))
                    .toList();
        }

        long integer(int number) {
            return requireNonNull(integers.get(number));
        }
    }
}
