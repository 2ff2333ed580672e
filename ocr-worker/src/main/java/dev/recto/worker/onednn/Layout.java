package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Type, shape and order of a tensor in memory, {@code dnnl_memory_desc}. */
record Layout(MemorySegment handle, boolean owned) implements AutoCloseable {
    /** The last of a matrix's dimensions: a batch of one, rows, columns. */
    static final int COLUMNS = 2;

    /** A matrix whose elements lie so far apart. */
    static Layout matrix(int type, long rows, long columns, long rowStride, long columnStride) {
        long size = Math.max(rows * rowStride, columns * columnStride);
        return strided(type, new long[] {1, rows, columns}, size, rowStride, columnStride);
    }

    /** A matrix, its rows one after the other. */
    static Layout matrix(int type, long rows, long columns) {
        return matrix(type, rows, columns, columns, 1);
    }

    /** Matrices one after the other. */
    static Layout matrices(int type, long count, long rows, long columns) {
        return strided(type, new long[] {count, rows, columns}, rows * columns, columns, 1);
    }

    static Layout vector(int type, long length) {
        return strided(type, new long[] {length}, 1);
    }

    private static Layout strided(int type, long[] sizes, long... distances) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment shape = dimensions(arena, sizes);
            MemorySegment strides = dimensions(arena, distances);
            return new Layout(
                    OneDnn.create(out -> (int)
                            OneDnn.CREATE_STRIDED_DESCRIPTOR.invokeExact(out, sizes.length, shape, type, strides)),
                    true);
        }
    }

    /** A map of one image, its channels side by side. */
    static Layout map(int type, long channels, long height, long width) {
        return strided(
                type,
                new long[] {1, channels, height, width},
                height * width * channels,
                1,
                width * channels,
                channels);
    }

    /** Kernels of a convolution as they are stored. */
    static Layout kernels(int type, ConvolutionShape shape) {
        long[] sizes = kernelSizes(shape);
        long[] distances = new long[sizes.length];
        long distance = 1;
        for (int i = sizes.length - 1; i >= 0; i--) {
            distances[i] = distance;
            distance *= sizes[i];
        }
        return strided(type, sizes, distances);
    }

    /** The same in whatever order a primitive likes best. */
    static Layout anyKernels(int type, ConvolutionShape shape) {
        return any(type, kernelSizes(shape));
    }

    private static long[] kernelSizes(ConvolutionShape shape) {
        int groups = shape.groups();
        long out = shape.out() / groups;
        long in = shape.in() / groups;
        return groups == 1
                ? new long[] {out, in, shape.size(), shape.size()}
                : new long[] {groups, out, in, shape.size(), shape.size()};
    }

    /** A matrix in whatever order a primitive likes best. */
    static Layout anyOrder(int type, long rows, long columns) {
        return anyOrder(type, 1, rows, columns);
    }

    /** The same of several matrices, one after the other. */
    static Layout anyOrder(int type, long count, long rows, long columns) {
        return any(type, count, rows, columns);
    }

    private static Layout any(int type, long... sizes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment shape = dimensions(arena, sizes);
            return new Layout(
                    OneDnn.create(out -> (int) OneDnn.CREATE_TAGGED_DESCRIPTOR.invokeExact(
                            out, sizes.length, shape, type, OneDnn.ANY_LAYOUT)),
                    true);
        }
    }

    /** One that lives on by itself. */
    Layout copy() {
        return new Layout(OneDnn.create(out -> (int) OneDnn.CLONE_DESCRIPTOR.invokeExact(out, handle)), true);
    }

    boolean isSameAs(Layout other) {
        int[] same = new int[1];
        OneDnn.call(() -> {
            same[0] = (int) OneDnn.EQUAL_DESCRIPTORS.invokeExact(handle, other.handle);
            return 0;
        });
        return same[0] != 0;
    }

    /** The first of several matrices of this layout. */
    Layout first(long count, long rows, long columns) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment shape = dimensions(arena, count, rows, columns);
            MemorySegment start = dimensions(arena, 0, 0, 0);
            return new Layout(
                    OneDnn.create(out -> (int) OneDnn.CREATE_PART_DESCRIPTOR.invokeExact(out, handle, shape, start)),
                    true);
        }
    }

    long bytes() {
        long[] size = new long[1];
        OneDnn.call(() -> {
            size[0] = (long) OneDnn.SIZE_OF_DESCRIBED.invokeExact(handle);
            return 0;
        });
        return size[0];
    }

    static MemorySegment dimensions(Arena arena, long... values) {
        MemorySegment all = arena.allocate(JAVA_LONG, OneDnn.MOST_DIMENSIONS);
        MemorySegment.copy(values, 0, all, JAVA_LONG, 0, values.length);
        return all;
    }

    @Override
    public void close() {
        if (owned) {
            OneDnn.destroy(OneDnn.DESTROY_DESCRIPTOR, handle);
        }
    }
}
