package dev.recto.worker.graph;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recto.worker.onnx.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/** A safetensors file as it is written, parameter after parameter. */
final class WeightsFile {
    private static final int BUFFER = 8 << 20;
    private static final int ALIGNMENT = 64;

    private final List<Parameter> parameters;
    private final byte[] header;

    WeightsFile(List<Parameter> parameters) {
        // Wide elements first: then every tensor is aligned to its element size without gaps.
        this.parameters = parameters.stream()
                .sorted(Comparator.comparingInt(
                        (Parameter parameter) -> -parameter.type().bytes()))
                .toList();
        header = header(this.parameters);
    }

    /** Names, types and shapes of what is in it. */
    byte[] header() {
        return header;
    }

    long bytes() {
        return Long.BYTES
                + header.length
                + parameters.stream().mapToLong(Parameter::bytes).sum();
    }

    /** Returns when the new file is on the disk. */
    void write(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
            buffer.putLong(header.length).put(header);
            for (Parameter parameter : parameters) {
                write(parameter, channel, buffer);
            }
            drain(buffer, channel);
            channel.force(true);
        }
    }

    private static void write(Parameter parameter, FileChannel channel, ByteBuffer buffer) throws IOException {
        float[] row = new float[parameter.rows().width()];
        for (long i = 0; i < parameter.rows().count(); i++) {
            if (buffer.remaining() < row.length * Float.BYTES) {
                drain(buffer, channel);
            }
            parameter.rows().read(i, row);
            parameter.encoding().encode(row, buffer);
        }
    }

    private static void drain(ByteBuffer buffer, FileChannel channel) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    private static byte[] header(List<Parameter> parameters) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        long offset = 0;
        for (Parameter parameter : parameters) {
            ObjectNode entry = json.putObject(parameter.name());
            entry.put("dtype", dtype(parameter.type()));
            var shape = entry.putArray("shape");
            for (long dimension : parameter.shape()) {
                shape.add(dimension);
            }
            entry.putArray("data_offsets").add(offset).add(offset + parameter.bytes());
            offset += parameter.bytes();
        }
        String text = json.toString();
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        int padding = Math.floorMod(-(Long.BYTES + length), ALIGNMENT);
        return (text + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    }

    private static String dtype(ElementType type) {
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
