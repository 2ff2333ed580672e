package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * Brings a strip of floats to bytes with one scale: to unsigned ones where no float is negative, as behind a ReLU, which halves the
 * error. What it gives is overwritten by the next. Belongs to one thread at a time.
 */
final class StripQuantizer implements AutoCloseable {
    private static final int PIECE = 1 << 12;
    private static final int WITHOUT_SIGN = 0x7fffffff;
    private static final int MOST_UNSIGNED = 255;
    private static final int MOST_SIGNED = 127;

    private final Room bytes = new Room();
    private final Room scale = new Room();
    private final float[] numbers = new float[PIECE];
    private final byte[] integers = new byte[PIECE];

    /** @param scale one float */
    record Bytes(MemorySegment values, MemorySegment scale, boolean signed) {}

    Bytes quantize(MemorySegment strip, int count) {
        float magnitude = Float.intBitsToFloat(largestBits(strip, count));
        boolean signed = mostInverted(strip, count) >= 0;
        float most = signed ? MOST_SIGNED : MOST_UNSIGNED;
        MemorySegment values = bytes.bytes(count);
        float factor = magnitude == 0 ? 0 : most / magnitude;
        for (int from = 0; from < count; from += PIECE) {
            int length = Math.min(PIECE, count - from);
            MemorySegment.copy(strip, JAVA_FLOAT, (long) from * Float.BYTES, numbers, 0, length);
            Rounding.round(numbers, length, factor, signed ? Rounding.SIGNED : Rounding.UNSIGNED, integers);
            MemorySegment.copy(integers, 0, values, JAVA_BYTE, from, length);
        }
        MemorySegment step = scale.floats(1);
        step.set(JAVA_FLOAT, 0, magnitude / most);
        return new Bytes(values, step, signed);
    }

    // The loops are written as the compiler makes vectors of them: floats' bits as integers, and no minimum.

    /** Of the largest magnitude. */
    private static int largestBits(MemorySegment strip, int count) {
        int most = 0;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, strip.get(JAVA_INT_UNALIGNED, (long) i * Float.BYTES) & WITHOUT_SIGN);
        }
        return most;
    }

    /** At least 0 if any has a sign. */
    private static int mostInverted(MemorySegment strip, int count) {
        int most = Integer.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, ~strip.get(JAVA_INT_UNALIGNED, (long) i * Float.BYTES));
        }
        return most;
    }

    @Override
    public void close() {
        bytes.close();
        scale.close();
    }
}
