package dev.recto.worker.onednn;

/** Rounds many floats to bytes, in a loop that the compiler makes vectors of. */
final class Rounding {
    /** For bytes from −128 to 127. */
    static final int SIGNED = 128;

    /** For bytes from 0 to 255. */
    static final int UNSIGNED = 0;

    private static final float HALF = 0.5f;

    private Rounding() {}

    /** @param offset what makes all numbers positive, which are then rounded by cutting off */
    static void round(float[] from, int count, float factor, int offset, byte[] to) {
        float shift = offset + HALF;
        for (int i = 0; i < count; i++) {
            to[i] = (byte) ((int) (from[i] * factor + shift) - offset);
        }
    }
}
