package dev.recto.worker.model.family;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.model.Architecture;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Numbers;
import dev.recto.worker.snapshot.ConfigNode;
import dev.recto.worker.snapshot.Snapshot;
import dev.recto.worker.snapshot.SnapshotException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots with the tensors that a family's networks ask for, and random numbers in them: for measuring. There is no
 * tokenizer. The same dimensions always give the same numbers.
 */
public final class RandomSnapshot {
    private static final int BUFFER = 8 << 20;
    private static final long SEED = 20260;

    private RandomSnapshot() {}

    /**
     * Writes config.json and model.safetensors, bf16.
     *
     * @param config a config.json of that family; null for the dimensions of the published model
     * @throws SnapshotException if the configuration is not one of that family
     */
    public static void write(Family family, @Nullable Path config, Path directory) throws IOException {
        Files.createDirectories(directory);
        Path target = directory.resolve("config.json");
        Files.write(target, config == null ? family.publishedConfig() : Files.readAllBytes(config));
        ConfigNode node = Snapshot.readConfig(target);
        if (Family.of(node) != family) {
            throw new SnapshotException(target, "not a configuration of " + family);
        }
        try (TensorPlan plan = new TensorPlan(node)) {
            Architecture architecture = family.architecture(plan, Precision.FP32.format(false));
            architecture.vision();
            architecture.embedding();
            architecture.decoder();
            write(plan.shapes(), directory.resolve("model.safetensors"));
        }
    }

    private static void write(Map<String, long[]> shapes, Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        float[] normals = new float[1 << Short.SIZE];
        Random gaussian = new Random(SEED);
        for (int i = 0; i < normals.length; i++) {
            normals[i] = (float) gaussian.nextGaussian();
        }
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
            byte[] header = header(shapes);
            buffer.putLong(header.length).put(header);
            for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
                short[] numbers = numbers(entry.getKey(), entry.getValue(), normals);
                long count = ElementType.UINT8.sizeOf(entry.getValue());
                for (long i = 0; i < count; i++) {
                    if (buffer.remaining() < Short.BYTES) {
                        drain(buffer, channel);
                    }
                    buffer.putShort(numbers[random.nextInt() & 0xFFFF]);
                }
            }
            drain(buffer, channel);
        }
    }

    /** What a tensor's elements are drawn from: of a size that keeps activations near 1, norms' weights around 1. */
    private static short[] numbers(String name, long[] shape, float[] normals) {
        boolean matrix = shape.length > 1;
        long inputs = matrix ? ElementType.UINT8.sizeOf(shape) / shape[0] : 1;
        float deviation = matrix ? (float) (1 / Math.sqrt(inputs)) : 0.02f;
        float mean = !matrix && name.endsWith("weight") ? 1 : 0;
        short[] numbers = new short[normals.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Numbers.toBfloat16(mean + deviation * normals[i]);
        }
        return numbers;
    }

    private static byte[] header(Map<String, long[]> shapes) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.putObject("__metadata__").put("format", "pt");
        long offset = 0;
        for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
            ObjectNode tensor = json.putObject(entry.getKey()).put("dtype", "BF16");
            var dimensions = tensor.putArray("shape");
            for (long dimension : entry.getValue()) {
                dimensions.add(dimension);
            }
            long end = offset + ElementType.BFLOAT16.sizeOf(entry.getValue());
            tensor.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void drain(ByteBuffer buffer, FileChannel channel) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
