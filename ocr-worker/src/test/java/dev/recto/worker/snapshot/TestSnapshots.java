package dev.recto.worker.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Snapshots to be damaged, and small ones made up. */
public final class TestSnapshots {
    public static final Path MODELS = Path.of("src/test/resources/models");
    public static final List<String> NAMES = List.of("lightonocr-2-tiny", "glm-ocr-tiny", "deepseek-ocr-tiny");

    private TestSnapshots() {}

    /** A copy without golden data. */
    static Path copy(String name, Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(MODELS.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = Files.copy(file, target.resolve(file.getFileName()));
                copy.toFile().setWritable(true);
            }
        }
        return target;
    }

    /** A safetensors file of that header, followed by so many bytes. */
    public static Path safetensors(Path file, String header, byte[] data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer =
                ByteBuffer.allocate(Long.BYTES + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(file, buffer.putLong(text.length).put(text).put(data).array());
    }
}
