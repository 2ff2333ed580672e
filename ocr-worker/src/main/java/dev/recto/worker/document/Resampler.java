package dev.recto.worker.document;

import java.util.Arrays;

/**
 * Changes the size of a picture with a triangle filter that widens when shrinking, so that thin strokes fade rather than
 * break. Samples are 8-bit and interleaved.
 */
final class Resampler {
    private static final int BITS = 14;
    private static final int HALF = 1 << BITS - 1;

    private Resampler() {}

    /** @return {@code channels · toWidth · toHeight} samples */
    static byte[] resize(byte[] samples, int channels, int width, int height, int toWidth, int toHeight) {
        // Columns first: whole rows are added up, which the compiler turns into vector instructions. Not so where that
        // makes more of the picture: the smaller of the two is never larger than the larger of what is and what is to
        // be
        if ((long) width * toHeight > 2L * toWidth * height) {
            byte[] rows = toWidth == width ? samples : rows(samples, channels, width, height, toWidth);
            return toHeight == height ? rows : columns(rows, channels * toWidth, height, toHeight);
        }
        byte[] columns = toHeight == height ? samples : columns(samples, channels * width, height, toHeight);
        return toWidth == width ? columns : rows(columns, channels, width, toHeight, toWidth);
    }

    private static byte[] rows(byte[] from, int channels, int width, int height, int toWidth) {
        Taps taps = Taps.of(width, toWidth);
        byte[] to = new byte[channels * toWidth * height];
        for (int y = 0; y < height; y++) {
            for (int channel = 0; channel < channels; channel++) {
                row(from, y * width * channels + channel, to, y * toWidth * channels + channel, channels, taps);
            }
        }
        return to;
    }

    private static void row(byte[] from, int fromStart, byte[] to, int toStart, int step, Taps taps) {
        int count = taps.count;
        int[] first = taps.first;
        int[] weights = taps.weights;
        for (int x = 0, tap = 0, at = toStart; x < first.length; x++, at += step) {
            int sum = HALF;
            int source = fromStart + first[x] * step;
            for (int k = 0; k < count; k++, tap++, source += step) {
                sum += weights[tap] * (from[source] & 0xff);
            }
            to[at] = (byte) (sum >> BITS);
        }
    }

    private static byte[] columns(byte[] from, int stride, int height, int toHeight) {
        Taps taps = Taps.of(height, toHeight);
        byte[] to = new byte[stride * toHeight];
        int[] sums = new int[stride];
        for (int y = 0; y < toHeight; y++) {
            Arrays.fill(sums, HALF);
            for (int k = 0; k < taps.count; k++) {
                int weight = taps.weights[y * taps.count + k];
                int row = (taps.first[y] + k) * stride;
                for (int x = 0; x < stride; x++) {
                    sums[x] += weight * (from[row + x] & 0xff);
                }
            }
            for (int x = 0; x < stride; x++) {
                to[y * stride + x] = (byte) (sums[x] >> BITS);
            }
        }
        return to;
    }

    /** For every target the same number of sources, weighted; all inside the picture. */
    private record Taps(int count, int[] first, int[] weights) {
        static Taps of(int from, int to) {
            double scale = (double) from / to;
            double support = Math.max(1, scale);
            int count = Math.min(from, (int) Math.ceil(2 * support));
            int[] first = new int[to];
            int[] weights = new int[to * count];
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) * scale - 0.5;
                first[i] = Math.clamp((int) Math.floor(centre - support) + 1, 0, from - count);
                double[] shares = new double[count];
                double sum = 0;
                for (int k = 0; k < count; k++) {
                    shares[k] = Math.max(0, 1 - Math.abs(first[i] + k - centre) / support);
                    sum += shares[k];
                }
                int rest = 1 << BITS;
                int largest = 0;
                for (int k = 0; k < count; k++) {
                    weights[i * count + k] = (int) Math.round(shares[k] / sum * (1 << BITS));
                    rest -= weights[i * count + k];
                    largest = shares[k] > shares[largest] ? k : largest;
                }
                // The weights must sum to one exactly, or white would not stay white.
                weights[i * count + largest] += rest;
            }
            return new Taps(count, first, weights);
        }
    }
}
