package dev.recto.worker.onednn;

/** Arithmetic on rows of floats, in loops that the compiler turns into vector instructions. */
final class Scores {
    // e^y on [-1, 0], off by at most 8e-7 of itself.
    private static final float C1 = 0.999970176f;
    private static final float C2 = 0.499609766f;
    private static final float C3 = 0.164948852f;
    private static final float C4 = 0.0382467558f;
    private static final float C5 = 0.00505833233f;

    /** The exponent is divided by that, and the power taken by squaring: what is below −32 counts as much. */
    private static final float SQUARED = 32;

    private static final int BYTE = 1 << Byte.SIZE;
    private static final int WORD = 1 << Short.SIZE;

    private Scores() {}

    /**
     * Products of 16 bit rows with bytes, from those of their high and low bytes.
     *
     * @param sums of the bytes, since high bytes are above what they mean by half of their range
     */
    static void join(float[] high, float[] low, float[] sums, float[] scales, float factor, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = Math.fma((float) BYTE, high[i] - BYTE / 2 * sums[i], low[i]) * scales[i] * factor;
        }
    }

    /** In four parts, which do not wait for each other; what is no number is passed over. */
    static float largest(float[] row, int count) {
        float a = Float.NEGATIVE_INFINITY;
        float b = a;
        float c = a;
        float d = a;
        int i = 0;
        for (; i < count - 3; i += 4) {
            if (row[i] > a) {
                a = row[i];
            }
            if (row[i + 1] > b) {
                b = row[i + 1];
            }
            if (row[i + 2] > c) {
                c = row[i + 2];
            }
            if (row[i + 3] > d) {
                d = row[i + 3];
            }
        }
        for (; i < count; i++) {
            if (row[i] > a) {
                a = row[i];
            }
        }
        return Math.max(Math.max(a, b), Math.max(c, d));
    }

    /** {@code e^(x − top)}, off by at most 3e-5 of itself; none is above the top. */
    static void exponentiate(float[] row, float top, int count) {
        float factor = 1 / SQUARED;
        float shift = -top / SQUARED;
        for (int i = 0; i < count; i++) {
            float y = Math.max(Math.fma(row[i], factor, shift), -1f);
            float p = Math.fma(y, Math.fma(y, Math.fma(y, Math.fma(y, Math.fma(y, C5, C4), C3), C2), C1), 1f);
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            row[i] = p * p;
        }
    }

    /** In eight sums, which do not wait for each other. */
    static float sum(float[] row, int count) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int i = 0;
        for (; i < count - 7; i += 8) {
            a += row[i];
            b += row[i + 1];
            c += row[i + 2];
            d += row[i + 3];
            e += row[i + 4];
            f += row[i + 5];
            g += row[i + 6];
            h += row[i + 7];
        }
        for (; i < count; i++) {
            a += row[i];
        }
        return a + b + (c + d) + (e + f + (g + h));
    }

    static void multiply(float[] row, float[] factors, int count) {
        for (int i = 0; i < count; i++) {
            row[i] *= factors[i];
        }
    }

    /** Numbers from 0 to {@code largest} as 16 bits without a sign, split into bytes. */
    static void split(float[] row, float largest, int count, byte[] high, byte[] low) {
        float factor = largest == 0 ? 0 : (WORD - 1f) / largest;
        for (int i = 0; i < count; i++) {
            high[i] = (byte) (int) (Math.fma(row[i], factor, 0.5f) * (1f / BYTE));
        }
        for (int i = 0; i < count; i++) {
            low[i] = (byte) (int) Math.fma(row[i], factor, 0.5f);
        }
    }

    /** Adds products of 16 bit rows, from those of their high and low bytes. */
    static void addWords(float[] high, float[] low, float factor, float[] sums, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] = Math.fma(Math.fma((float) BYTE, high[i], low[i]), factor, sums[i]);
        }
    }

    /**
     * Numbers as 16 bits, above what they mean by half of the range, split into bytes.
     *
     * @return the scale: a number is its bits, less that half, times the scale
     */
    static float splitSigned(float[] row, int from, int count, byte[] bytes, int high, int low) {
        float largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, Math.abs(row[from + i]));
        }
        float most = WORD / 2 - 1f;
        float factor = largest == 0 ? 0 : most / largest;
        for (int i = 0; i < count; i++) {
            int bits = (int) Math.fma(row[from + i], factor, WORD / 2 + 0.5f);
            bytes[high + i] = (byte) (bits >> Byte.SIZE);
            bytes[low + i] = (byte) bits;
        }
        return largest / most;
    }
}
