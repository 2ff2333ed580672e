package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.List;

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
    private float[] numbers = new float[PIECE];
    private byte[] integers = new byte[PIECE];

    /** @param scale one float */
    record Bytes(MemorySegment values, MemorySegment scale, boolean signed) {}

    /** @param parts of the same cells, whose channels lie side by side in the result */
    Bytes quantize(List<StripConvolution.Part> parts, int cells) {
        int bits = 0;
        int inverted = Integer.MIN_VALUE;
        int channels = 0;
        for (StripConvolution.Part part : parts) {
            bits = Math.max(bits, largestBits(part.values(), cells * part.channels()));
            inverted = Math.max(inverted, mostInverted(part.values(), cells * part.channels()));
            channels += part.channels();
        }
        float magnitude = Float.intBitsToFloat(bits);
        boolean signed = inverted >= 0;
        float most = signed ? MOST_SIGNED : MOST_UNSIGNED;
        float factor = magnitude == 0 ? 0 : most / magnitude;
        MemorySegment values = bytes.bytes((long) cells * channels);
        int first = 0;
        for (StripConvolution.Part part : parts) {
            round(part, cells, factor, signed ? Rounding.SIGNED : Rounding.UNSIGNED, values, first, channels);
            first += part.channels();
        }
        MemorySegment step = scale.floats(1);
        step.set(JAVA_FLOAT, 0, magnitude / most);
        return new Bytes(values, step, signed);
    }

    /**
     * @param first of the result's channels that is the part's
     * @param channels of the result
     */
    private void round(
            StripConvolution.Part part,
            int cells,
            float factor,
            int offset,
            MemorySegment values,
            int first,
            int channels) {
        int width = part.channels();
        int piece = Math.max(1, PIECE / width);
        if (numbers.length < width) {
            numbers = new float[width];
            integers = new byte[width];
        }
        for (int from = 0; from < cells; from += piece) {
            int length = Math.min(piece, cells - from);
            long start = (long) from * width * Float.BYTES;
            MemorySegment.copy(part.values(), JAVA_FLOAT, start, numbers, 0, length * width);
            Rounding.round(numbers, length * width, factor, offset, integers);
            spread(length, width, values, (long) from * channels + first, channels);
        }
    }

    /** Each cell's integers to their place among the other parts'. */
    private void spread(int cells, int width, MemorySegment values, long to, int channels) {
        if (width == channels) {
            MemorySegment.copy(integers, 0, values, JAVA_BYTE, to, cells * width);
            return;
        }
        for (int cell = 0; cell < cells; cell++) {
            MemorySegment.copy(integers, cell * width, values, JAVA_BYTE, to + (long) cell * channels, width);
        }
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
