package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;

/** Brings rows of floats to signed bytes, the largest magnitude of a row being 127. */
final class RowQuantizer {
    private static final float LARGEST = Byte.MAX_VALUE;

    /** 1.5 · 2²³: a float of a magnitude below 2²² added to it leaves its rounded value in the lowest bits. */
    private static final float ROUNDING = 12_582_912f;

    /** Fewer elements than these are not worth a second thread. */
    private static final int WORTH_SHARING = 1 << 16;

    private RowQuantizer() {}

    /**
     * @param rows floats, [count, width]
     * @param bytes receives them as integers
     * @param scales receives what each row's integers are to be multiplied with, [count]
     */
    static void quantize(
            MemorySegment rows, int count, int width, MemorySegment bytes, MemorySegment scales, int threads) {
        int parts = (long) count * width < WORTH_SHARING ? 1 : Math.min(threads, count);
        IntStream.range(0, parts).parallel().forEach(part -> {
            float[] row = new float[width];
            byte[] integers = new byte[width];
            for (int i = (int) ((long) count * part / parts); i < (int) ((long) count * (part + 1) / parts); i++) {
                MemorySegment.copy(rows, JAVA_FLOAT, (long) i * width * Float.BYTES, row, 0, width);
                float magnitude = magnitude(row);
                scale(row, magnitude == 0 ? 0 : LARGEST / magnitude, integers);
                scales.setAtIndex(JAVA_FLOAT, i, magnitude / LARGEST);
                MemorySegment.copy(integers, 0, bytes, JAVA_BYTE, (long) i * width, width);
            }
        });
    }

    private static float magnitude(float[] row) {
        float largest = 0;
        for (float value : row) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static void scale(float[] row, float factor, byte[] integers) {
        for (int i = 0; i < row.length; i++) {
            integers[i] = (byte) Float.floatToRawIntBits(row[i] * factor + ROUNDING);
        }
    }
}
