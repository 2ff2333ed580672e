package dev.recto.worker.graph;

import dev.recto.worker.snapshot.SafetensorsHeader;
import dev.recto.worker.snapshot.SafetensorsWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A safetensors file as it is written, parameter after parameter. */
final class WeightsFile {
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
            SafetensorsWriter writer = new SafetensorsWriter(channel, header);
            for (Parameter parameter : parameters) {
                write(parameter, writer);
            }
            writer.flush();
            channel.force(true);
        }
    }

    private static void write(Parameter parameter, SafetensorsWriter writer) throws IOException {
        float[] row = new float[parameter.rows().width()];
        for (long i = 0; i < parameter.rows().count(); i++) {
            parameter.rows().read(i, row);
            parameter.encoding().encode(row, writer.room(row.length * Float.BYTES));
        }
    }

    private static byte[] header(List<Parameter> parameters) {
        SafetensorsHeader header = new SafetensorsHeader(Map.of());
        parameters.forEach(parameter -> header.add(parameter.name(), parameter.type(), parameter.shape()));
        return header.bytes();
    }
}
