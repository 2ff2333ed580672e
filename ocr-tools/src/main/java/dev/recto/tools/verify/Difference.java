package dev.recto.tools.verify;

import dev.recto.worker.image.RgbImage;
import dev.recto.worker.snapshot.SnapshotJson;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * How far a result is from its reference.
 *
 * @param detail what to print: the largest difference, or what is wrong
 */
record Difference(boolean accepted, String detail) {
    static Difference problem(String what) {
        return new Difference(false, what);
    }

    /** Every value within the tolerance; NaN never is. Leading sizes of 1 do not matter. */
    static Difference within(double tolerance, Tensor reference, long[] shape, float[] actual) {
        if (!(reference instanceof Tensor.Floats expected)) {
            return problem("reference is not float32");
        }
        if (!Arrays.equals(trimmed(expected.shape()), trimmed(shape))) {
            return problem("shape " + Arrays.toString(shape) + ", not " + Arrays.toString(expected.shape()));
        }
        return within(tolerance, expected.values(), actual);
    }

    static Difference within(double tolerance, float[] expected, float[] actual) {
        if (expected.length != actual.length) {
            return problem(actual.length + " values, not " + expected.length);
        }
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs((double) expected[i] - actual[i]);
            if (Double.isNaN(difference)) {
                return problem("not a number at " + i);
            }
            largest = Math.max(largest, difference);
        }
        String detail = String.format(Locale.ROOT, "%.1e (at most %.0e)", largest, tolerance);
        return new Difference(largest <= tolerance, detail);
    }

    static Difference equal(int[] expected, int[] actual) {
        int at = Arrays.mismatch(expected, actual);
        if (at < 0) {
            return new Difference(true, "equal, " + expected.length + " values");
        }
        return problem("differs at " + at + ": " + element(actual, at) + ", not " + element(expected, at));
    }

    static Difference equal(RgbImage expected, RgbImage actual) {
        if (expected.width() != actual.width() || expected.height() != actual.height()) {
            return problem(actual.width() + "x" + actual.height() + " pixels, not " + expected.width() + "x"
                    + expected.height());
        }
        int largest = 0;
        for (int i = 0; i < expected.rgb().length; i++) {
            largest = Math.max(largest, Math.abs((expected.rgb()[i] & 0xFF) - (actual.rgb()[i] & 0xFF)));
        }
        return new Difference(largest == 0, largest == 0 ? "equal" : "differs by up to " + largest + " of 255");
    }

    /** Every entry of a table; an empty table proves nothing. */
    static Difference all(List<SnapshotJson> entries, Predicate<SnapshotJson> holds) {
        for (int i = 0; i < entries.size(); i++) {
            if (!holds.test(entries.get(i))) {
                return problem("entry " + i + " differs");
            }
        }
        return entries.isEmpty()
                ? problem("no entries")
                : new Difference(true, "equal, " + entries.size() + " entries");
    }

    static <T> Difference equal(T expected, T actual) {
        boolean equal = expected.equals(actual);
        return new Difference(equal, equal ? "equal" : "is " + actual + ", not " + expected);
    }

    private static String element(int[] values, int at) {
        return at < values.length ? Integer.toString(values[at]) : "nothing";
    }

    private static long[] trimmed(long[] shape) {
        int ones = 0;
        while (ones < shape.length - 1 && shape[ones] == 1) {
            ones++;
        }
        return Arrays.copyOfRange(shape, ones, shape.length);
    }
}
