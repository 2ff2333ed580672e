package dev.recto.worker.image;

import java.util.Arrays;

/**
 * For each target pixel of one axis its four source pixels and their shares in fixed point. Pixels beyond the edge count as the
 * one at the edge, whose share grows: so a target may have fewer sources of its own.
 *
 * @param places four per target
 * @param weights four per target
 */
record CubicTaps(int[] places, int[] weights, int bits) {
    static final int TAPS = 4;
    private static final double A = -0.75;
    private static final double LARGEST_WEIGHT = 1 << 15;

    static CubicTaps of(int sourceSize, int targetSize) {
        double scale = (double) sourceSize / targetSize;
        int[] places = new int[TAPS * targetSize];
        double[] shares = new double[TAPS * targetSize];
        double largest = 0;
        for (int i = 0; i < targetSize; i++) {
            double centre = scale * (i + 0.5) - 0.5;
            int left = (int) Math.floor(centre) - 1;
            int kept = -1;
            for (int tap = 0; tap < TAPS; tap++) {
                int place = Math.clamp(left + tap, 0, sourceSize - 1);
                double share = share(Math.abs(centre - (left + tap)));
                if (kept >= 0 && places[TAPS * i + kept] == place) {
                    shares[TAPS * i + kept] += share;
                } else {
                    kept++;
                    places[TAPS * i + kept] = place;
                    shares[TAPS * i + kept] = share;
                }
            }
            Arrays.fill(places, TAPS * i + kept + 1, TAPS * (i + 1), places[TAPS * i + kept]);
            for (int tap = 0; tap < TAPS; tap++) {
                largest = Math.max(largest, shares[TAPS * i + tap]);
            }
        }
        int bits = bits(largest);
        int[] weights = new int[shares.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (int) (shares[i] * (1L << bits) + Math.copySign(0.5, shares[i]));
        }
        return new CubicTaps(places, weights, bits);
    }

    /** One after the other, or the last one again. */
    int place(int target, int tap) {
        return places[TAPS * target + tap];
    }

    /** As many as the largest weight leaves room for in 16 bits. */
    private static int bits(double largest) {
        int bits = 0;
        while ((int) (0.5 + largest * (1L << bits + 1)) < LARGEST_WEIGHT) {
            bits++;
        }
        return bits;
    }

    private static double share(double distance) {
        double x = distance;
        if (x < 1) {
            return ((A + 2) * x - (A + 3)) * x * x + 1;
        }
        return x < 2 ? ((A * x - 5 * A) * x + 8 * A) * x - 4 * A : 0;
    }

    /** The target's sample out of those that begin at an offset and follow each other at a stride. */
    byte mix(int target, byte[] source, int offset, int stride) {
        int sum = 1 << bits - 1;
        for (int k = TAPS * target; k < TAPS * (target + 1); k++) {
            sum += weights[k] * (source[offset + places[k] * stride] & 0xFF);
        }
        return (byte) Math.clamp(sum >> bits, 0, 255);
    }

    /** The same of whole rows, of which each lies at its place's remainder by {@link #TAPS}. */
    void mix(int target, byte[][] rows, byte[] mixed, int at) {
        int k = TAPS * target;
        byte[] first = rows[places[k] % TAPS];
        byte[] second = rows[places[k + 1] % TAPS];
        byte[] third = rows[places[k + 2] % TAPS];
        byte[] fourth = rows[places[k + 3] % TAPS];
        for (int i = 0; i < first.length; i++) {
            int sum = (1 << bits - 1)
                    + weights[k] * (first[i] & 0xFF)
                    + weights[k + 1] * (second[i] & 0xFF)
                    + weights[k + 2] * (third[i] & 0xFF)
                    + weights[k + 3] * (fourth[i] & 0xFF);
            mixed[at + i] = (byte) Math.clamp(sum >> bits, 0, 255);
        }
    }
}
