package dev.recto.worker.graph;

import dev.recto.worker.snapshot.StoredTensor;
import java.util.List;

/** The elements of a parameter as fp32 rows of equal width, read one at a time so that no tensor is ever held whole. */
public interface Rows {
    long count();

    int width();

    void read(long row, float[] into);

    /** A stored tensor's rows along its last dimension; a vector or scalar is one row. */
    static Rows of(StoredTensor tensor) {
        long[] shape = tensor.shape();
        int width = shape.length == 0 ? 1 : Math.toIntExact(shape[shape.length - 1]);
        return new Stored(tensor, tensor.elements() / width, width);
    }

    /** The same elements in the same order, as rows of another width. */
    static Rows of(StoredTensor tensor, int width) {
        return new Stored(tensor, tensor.elements() / width, width);
    }

    static Rows of(float[] values, int width) {
        return new Computed(values, values.length / width, width);
    }

    /** All rows of the first part, then all of the second, and so on. */
    static Rows stacked(List<Rows> parts) {
        return parts.size() == 1
                ? parts.getFirst()
                : new Stacked(parts, parts.stream().mapToLong(Rows::count).sum());
    }

    /** Rows of both parts in turn. */
    static Rows interleaved(Rows even, Rows odd) {
        return new Interleaved(even, odd);
    }

    /** Each row of one followed by that of the other. */
    static Rows beside(Rows left, Rows right) {
        return new Beside(left, right);
    }

    record Stored(StoredTensor tensor, long count, int width) implements Rows {
        @Override
        public void read(long row, float[] into) {
            tensor.read(row * width, into, 0, width);
        }
    }

    record Computed(float[] values, long count, int width) implements Rows {
        @Override
        public void read(long row, float[] into) {
            System.arraycopy(values, Math.toIntExact(row * width), into, 0, width);
        }
    }

    record Stacked(List<Rows> parts, long count) implements Rows {
        @Override
        public int width() {
            return parts.getFirst().width();
        }

        @Override
        public void read(long row, float[] into) {
            long rest = row;
            for (Rows part : parts) {
                if (rest < part.count()) {
                    part.read(rest, into);
                    return;
                }
                rest -= part.count();
            }
            throw new IndexOutOfBoundsException(row);
        }
    }

    record Interleaved(Rows even, Rows odd) implements Rows {
        @Override
        public long count() {
            return even.count() + odd.count();
        }

        @Override
        public int width() {
            return even.width();
        }

        @Override
        public void read(long row, float[] into) {
            (row % 2 == 0 ? even : odd).read(row / 2, into);
        }
    }

    record Beside(Rows left, Rows right) implements Rows {
        @Override
        public long count() {
            return left.count();
        }

        @Override
        public int width() {
            return left.width() + right.width();
        }

        @Override
        public void read(long row, float[] into) {
            float[] behind = new float[right.width()];
            left.read(row, into);
            right.read(row, behind);
            System.arraycopy(behind, 0, into, left.width(), behind.length);
        }
    }
}
