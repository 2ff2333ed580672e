package dev.recto.worker.onednn;

import java.lang.foreign.MemorySegment;

/** The matrices of {@code silu(x · Gᵀ) · (x · Uᵀ)}, both [inner, in]. */
record GatedMatrices(SharedMatrix gates, SharedMatrix ups) {
    int inner() {
        return gates.out();
    }

    /** Of stacked matrices, all gates before all ups, and their scales, which {@link SharedProducts#pack} does not copy. */
    static GatedMatrices pack(SharedProducts products, MemorySegment rows, MemorySegment scales, int inner, int in) {
        return new GatedMatrices(
                products.pack(half(rows, 0), half(scales, 0), inner, in),
                products.pack(half(rows, 1), half(scales, 1), inner, in));
    }

    private static MemorySegment half(MemorySegment both, int index) {
        long size = both.byteSize() / 2;
        return both.asSlice(index * size, size);
    }
}
