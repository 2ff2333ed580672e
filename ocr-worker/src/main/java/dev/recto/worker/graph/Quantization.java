package dev.recto.worker.graph;

import java.nio.ByteBuffer;

/**
 * Symmetric integers for parts of rows that share a scale, the largest magnitude of a part being the largest integer.
 *
 * @param bits 8 or 4
 * @param block elements that share a scale
 * @param offset what is added to an integer before it is stored, 0 for signed bytes
 */
record Quantization(int bits, int block, int offset) {
    private int largest() {
        return (1 << bits - 1) - 1;
    }

    private float scale(float[] row, int from) {
        float magnitude = 0;
        for (int i = from; i < from + block; i++) {
            magnitude = Math.max(magnitude, Math.abs(row[i]));
        }
        return magnitude / largest();
    }

    /** The integers of a row; of 4 bits, two to a byte, the lower half first. */
    Encoding integers() {
        return (row, out) -> {
            for (int from = 0; from < row.length; from += block) {
                float scale = scale(row, from);
                float inverse = scale == 0 ? 0 : 1 / scale;
                for (int i = from; i < from + block; i += 8 / bits) {
                    int value = quantized(row[i], inverse);
                    if (bits == 4) {
                        value |= quantized(row[i + 1], inverse) << 4;
                    }
                    out.put((byte) value);
                }
            }
        };
    }

    /** The scales of a row, fp32. */
    Encoding scales() {
        return (float[] row, ByteBuffer out) -> {
            for (int from = 0; from < row.length; from += block) {
                out.putFloat(scale(row, from));
            }
        };
    }

    private int quantized(float value, float inverse) {
        return Math.clamp(Math.round(value * inverse), -largest(), largest()) + offset;
    }
}
