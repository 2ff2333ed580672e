package dev.recto.worker.image;

/**
 * Which source pixels make each target pixel of one axis, and their shares in fixed point. Target {@code i} is the sum of
 * {@code value(k)} · source {@code first(i) + k - begin(i)} for k from {@code begin(i)} to {@code begin(i + 1)}.
 */
final class ResampleWeights {
    static final int FRACTION_BITS = 22;

    private static final double KEYS_A = -0.5;
    private static final double RADIUS = 2;

    private final int[] first;
    private final int[] begin;
    private final int[] values;

    private ResampleWeights(int[] first, int[] begin, int[] values) {
        this.first = first;
        this.begin = begin;
        this.values = values;
    }

    static ResampleWeights of(int sourceSize, int targetSize) {
        double scale = (double) sourceSize / targetSize;
        double filterScale = Math.max(scale, 1);
        double support = RADIUS * filterScale;
        int most = 2 * (int) Math.ceil(support) + 1;
        int[] first = new int[targetSize];
        int[] begin = new int[targetSize + 1];
        int[] values = new int[targetSize * most];
        double[] shares = new double[most];
        for (int i = 0; i < targetSize; i++) {
            double center = (i + 0.5) * scale;
            int low = Math.max(0, (int) (center - support + 0.5));
            int count = Math.min(sourceSize, (int) (center + support + 0.5)) - low;
            double sum = 0;
            for (int k = 0; k < count; k++) {
                shares[k] = keys((low + k - center + 0.5) * (1 / filterScale));
                sum += shares[k];
            }
            first[i] = low;
            begin[i + 1] = begin[i] + count;
            for (int k = 0; k < count; k++) {
                values[begin[i] + k] = fixedPoint(shares[k] / sum);
            }
        }
        return new ResampleWeights(first, begin, values);
    }

    int first(int target) {
        return first[target];
    }

    /** The source pixel behind the last one. */
    int last(int target) {
        return first[target] + begin[target + 1] - begin[target];
    }

    int begin(int target) {
        return begin[target];
    }

    int value(int index) {
        return values[index];
    }

    private static double keys(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return ((KEYS_A + 2) * x - (KEYS_A + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * KEYS_A : 0;
    }

    private static int fixedPoint(double share) {
        return (int) (share * (1 << FRACTION_BITS) + Math.copySign(0.5, share));
    }
}
