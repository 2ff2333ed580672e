package dev.recto.worker.snapshot;

import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Numbers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/** A safetensors file of random numbers, always the same ones for the same shapes. */
public final class RandomTensors {
    private static final long SEED = 20260;
    private static final int CONVOLUTION = 4;

    private RandomTensors() {}

    /** @param type FLOAT or BFLOAT16 */
    public static void write(Map<String, long[]> shapes, ElementType type, Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        float[] normals = new float[1 << Short.SIZE];
        Random gaussian = new Random(SEED);
        for (int i = 0; i < normals.length; i++) {
            normals[i] = (float) gaussian.nextGaussian();
        }
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            SafetensorsWriter writer = new SafetensorsWriter(channel, header(shapes, type));
            for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
                float[] numbers = numbers(entry.getKey(), entry.getValue(), normals);
                long count = ElementType.UINT8.sizeOf(entry.getValue());
                for (long i = 0; i < count; i++) {
                    float number = numbers[random.nextInt() & 0xFFFF];
                    ByteBuffer room = writer.room(type.bytes());
                    if (type == ElementType.FLOAT) {
                        room.putFloat(number);
                    } else {
                        room.putShort(Numbers.toBfloat16(number));
                    }
                }
            }
            writer.flush();
        }
    }

    /** What a tensor's elements are drawn from: of a size that keeps activations near 1, norms' weights and variances around 1. */
    private static float[] numbers(String name, long[] shape, float[] normals) {
        boolean matrix = shape.length > 1;
        long inputs = matrix ? ElementType.UINT8.sizeOf(shape) / shape[0] : 1;
        // Behind convolutions, half of the values are cut off.
        float gain = shape.length == CONVOLUTION ? 2 : 1;
        float deviation = matrix ? (float) Math.sqrt((double) gain / inputs) : 0.02f;
        float mean = !matrix && (name.endsWith("weight") || name.endsWith("running_var")) ? 1 : 0;
        float[] numbers = new float[normals.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = mean + deviation * normals[i];
        }
        return numbers;
    }

    private static byte[] header(Map<String, long[]> shapes, ElementType type) {
        SafetensorsHeader header = new SafetensorsHeader(Map.of("format", "pt"));
        shapes.forEach((name, shape) -> header.add(name, type, shape));
        return header.bytes();
    }
}
