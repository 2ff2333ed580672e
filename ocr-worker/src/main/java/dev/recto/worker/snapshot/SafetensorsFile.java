package dev.recto.worker.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.worker.onnx.ElementType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tensors of a safetensors file (8 bytes length of the header, the header as JSON, the data), mapped for as long as
 * the arena lives. All offsets are checked against the file's true size.
 */
public final class SafetensorsFile {
    private static final int LENGTH_BYTES = Long.BYTES;
    /** A bound that the format's own library sets, too. */
    private static final long MAX_HEADER = 100_000_000;

    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private SafetensorsFile() {}

    public static Map<String, StoredTensor> read(Path file, Arena arena) {
        MemorySegment memory = map(file, arena);
        if (memory.byteSize() < LENGTH_BYTES) {
            throw new SnapshotException(file, "truncated: no safetensors header");
        }
        long headerLength = memory.get(LENGTH, 0);
        if (headerLength < 2 || headerLength > Math.min(MAX_HEADER, memory.byteSize() - LENGTH_BYTES)) {
            throw new SnapshotException(file, "truncated, or not a safetensors file");
        }
        MemorySegment data = memory.asSlice(LENGTH_BYTES + headerLength);
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        header(file, memory.asSlice(LENGTH_BYTES, headerLength)).properties().forEach(entry -> {
            if (!entry.getKey().equals(SafetensorsHeader.METADATA)) {
                tensors.put(
                        entry.getKey(),
                        tensor(file, LENGTH_BYTES + headerLength, entry.getKey(), entry.getValue(), data));
            }
        });
        return tensors;
    }

    /** Where in the file each tensor begins. */
    public static Map<String, Long> positions(Path file) {
        try (Arena arena = Arena.ofShared()) {
            Map<String, Long> positions = new LinkedHashMap<>();
            read(file, arena).forEach((name, tensor) -> positions.put(name, tensor.position()));
            return positions;
        }
    }

    private static MemorySegment map(Path file, Arena arena) {
        if (!Files.isRegularFile(file)) {
            throw new SnapshotException(file, "is missing");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        } catch (IOException e) {
            throw new SnapshotException(file, "unreadable", e);
        }
    }

    private static JsonNode header(Path file, MemorySegment bytes) {
        try {
            return new ObjectMapper()
                    .readTree(new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new SnapshotException(file, "the safetensors header is not JSON", e);
        }
    }

    private static StoredTensor tensor(Path file, long dataPosition, String name, JsonNode entry, MemorySegment data) {
        ElementType type = type(file, name, entry.path("dtype").asText());
        JsonNode dimensions = entry.path("shape");
        long[] shape = new long[dimensions.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = dimensions.get(i).asLong(-1);
        }
        long begin = entry.path("data_offsets").path(0).asLong(-1);
        long end = entry.path("data_offsets").path(1).asLong(-1);
        if (begin < 0 || end < begin || !isOf(end - begin, type, shape)) {
            throw new SnapshotException(file, "tensor " + name + " has offsets that do not fit its shape");
        }
        if (end > data.byteSize()) {
            throw new SnapshotException(file, "truncated within tensor " + name);
        }
        return new StoredTensor(file, dataPosition + begin, name, type, shape, data.asSlice(begin, end - begin));
    }

    private static boolean isOf(long bytes, ElementType type, long[] shape) {
        try {
            return bytes == type.sizeOf(shape);
        } catch (ArithmeticException e) {
            return false; // More than any file has.
        }
    }

    private static ElementType type(Path file, String name, String dtype) {
        return Arrays.stream(ElementType.values())
                .filter(type -> SafetensorsHeader.dtype(type).equals(dtype))
                .findFirst()
                .orElseThrow(() -> new SnapshotException(file, "tensor " + name + " has unknown type " + dtype));
    }
}
