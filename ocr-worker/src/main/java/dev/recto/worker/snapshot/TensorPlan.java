package dev.recto.worker.snapshot;

import dev.recto.worker.onnx.ElementType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Has every tensor that it is asked for, all zeros, and remembers which those were. */
public final class TensorPlan implements TensorSource, AutoCloseable {
    /** More than any tensor; the file behind it has no blocks. */
    private static final long LARGEST = 1L << 36;

    private final ConfigNode config;
    private final Map<String, long[]> shapes = new LinkedHashMap<>();
    private final Arena arena = Arena.ofShared();
    private final MemorySegment zeros;

    public TensorPlan(ConfigNode config) {
        this.config = config;
        try {
            Path file = Files.createTempFile("recto-zeros-", ".bin");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
                channel.write(ByteBuffer.allocate(1), LARGEST - 1);
                zeros = channel.map(FileChannel.MapMode.READ_ONLY, 0, LARGEST, arena);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ConfigNode config() {
        return config;
    }

    @Override
    public StoredTensor tensor(String name, long... shape) {
        shapes.put(name, shape.clone());
        ElementType type = ElementType.BFLOAT16;
        return new StoredTensor(config.file(), 0, name, type, shape, zeros.asSlice(0, type.sizeOf(shape)));
    }

    /** In the order in which they were first asked for. */
    public Map<String, long[]> shapes() {
        return shapes;
    }

    @Override
    public void close() {
        arena.close();
    }
}
