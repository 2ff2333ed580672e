package dev.recto.tools.verify;

/** An array out of a NumPy file, C order. */
sealed interface Tensor {
    long[] shape();

    int size();

    /** Element type {@code <f4}. */
    record Floats(long[] shape, float[] values) implements Tensor {
        @Override
        public int size() {
            return values.length;
        }
    }

    /** Element type {@code <i8}. */
    record Longs(long[] shape, long[] values) implements Tensor {
        @Override
        public int size() {
            return values.length;
        }

        int[] toInts() {
            int[] ints = new int[values.length];
            for (int i = 0; i < ints.length; i++) {
                ints[i] = Math.toIntExact(values[i]);
            }
            return ints;
        }
    }
}
