package dev.recto.worker.snapshot;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recto.worker.onnx.ElementType;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a safetensors file says of its tensors, which lie behind it in the order in which they were added. */
public final class SafetensorsHeader {
    static final String METADATA = "__metadata__";

    private static final int ALIGNMENT = 64;

    private final ObjectNode json = new ObjectMapper().createObjectNode();
    private long dataBytes;

    /** @param metadata none where empty */
    public SafetensorsHeader(Map<String, String> metadata) {
        if (!metadata.isEmpty()) {
            ObjectNode all = json.putObject(METADATA);
            metadata.forEach(all::put);
        }
    }

    public void add(String name, ElementType type, long... shape) {
        ObjectNode tensor = json.putObject(name).put("dtype", dtype(type));
        ArrayNode dimensions = tensor.putArray("shape");
        for (long dimension : shape) {
            dimensions.add(dimension);
        }
        long end = dataBytes + type.sizeOf(shape);
        tensor.putArray("data_offsets").add(dataBytes).add(end);
        dataBytes = end;
    }

    /** Of such a length that the data are aligned. */
    public byte[] bytes() {
        String text = json.toString();
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        int padding = Math.floorMod(-(Long.BYTES + length), ALIGNMENT);
        return (text + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    }

    static String dtype(ElementType type) {
        return switch (type) {
            case FLOAT -> "F32";
            case FLOAT16 -> "F16";
            case BFLOAT16 -> "BF16";
            case INT64 -> "I64";
            case INT32 -> "I32";
            case INT8 -> "I8";
            case UINT8 -> "U8";
            case BOOL -> "BOOL";
        };
    }
}
