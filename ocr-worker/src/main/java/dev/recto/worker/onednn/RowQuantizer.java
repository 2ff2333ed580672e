package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;

/**
 * Brings rows of floats to signed bytes, the largest magnitude of a row being 127. What it gives is overwritten by the next.
 * Belongs to one thread at a time.
 */
final class RowQuantizer implements AutoCloseable {
    private static final float LARGEST = Byte.MAX_VALUE;

    /** Fewer elements than these are not worth a second thread. */
    private static final int WORTH_SHARING = 1 << 16;

    private final Room bytes = new Room();
    private final Room scales = new Room();
    private final Team team;
    private final Row[] parts;

    RowQuantizer(Team team) {
        this.team = team;
        parts = new Row[team.threads()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new Row();
        }
    }

    /** @param rows floats, [count, width] */
    Int8Rows quantize(MemorySegment rows, int count, int width) {
        Int8Rows result = new Int8Rows(bytes.bytes((long) count * width), scales.floats(count), count);
        int used = (long) count * width < WORTH_SHARING ? 1 : Math.min(parts.length, count);
        team.run(used, part -> {
            int from = (int) ((long) count * part / used);
            int to = (int) ((long) count * (part + 1) / used);
            parts[part].quantize(rows, from, to, width, result);
        });
        return result;
    }

    @Override
    public void close() {
        bytes.close();
        scales.close();
    }

    /** Room for a row, kept so that steps allocate nothing. */
    private static final class Row {
        private float[] numbers = new float[0];
        private byte[] integers = new byte[0];

        void quantize(MemorySegment rows, int from, int to, int width, Int8Rows result) {
            if (numbers.length < width) {
                numbers = new float[width];
                integers = new byte[width];
            }
            for (int i = from; i < to; i++) {
                MemorySegment.copy(rows, JAVA_FLOAT, (long) i * width * Float.BYTES, numbers, 0, width);
                result.scales().setAtIndex(JAVA_FLOAT, i, RowQuantizer.quantize(numbers, width, integers));
                MemorySegment.copy(integers, 0, result.bytes(), JAVA_BYTE, (long) i * width, width);
            }
        }
    }

    /** One row; returns its scale. */
    static float quantize(float[] row, int width, byte[] integers) {
        float magnitude = magnitude(row, width);
        Rounding.round(row, width, magnitude == 0 ? 0 : LARGEST / magnitude, Rounding.SIGNED, integers);
        return magnitude / LARGEST;
    }

    private static float magnitude(float[] row, int width) {
        float largest = 0;
        for (int i = 0; i < width; i++) {
            largest = Math.max(largest, Math.abs(row[i]));
        }
        return largest;
    }
}
