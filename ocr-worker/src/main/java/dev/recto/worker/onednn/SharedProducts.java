package dev.recto.worker.onednn;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** {@link Products} that a team computes together, each thread some columns. */
final class SharedProducts implements AutoCloseable {
    /** Columns that oneDNN packs together. */
    private static final int PACKED_COLUMNS = 64;

    private final Team team;
    private final List<Products> products = new ArrayList<>();

    SharedProducts(Team team) {
        this.team = team;
        for (int i = 0; i < team.threads(); i++) {
            products.add(new Products());
        }
    }

    /** @param scales must outlive the products, unlike the rows, which are copied */
    SharedMatrix pack(MemorySegment rows, MemorySegment scales, int out, int in) {
        int most = Math.ceilDiv(Math.ceilDiv(out, PACKED_COLUMNS), team.threads()) * PACKED_COLUMNS;
        List<SharedMatrix.Part> parts = new ArrayList<>();
        for (int from = 0; from < out; from += most) {
            int count = Math.min(most, out - from);
            MemorySegment own = rows.asSlice((long) from * in, (long) count * in);
            Int8Matrix matrix = products.get(parts.size()).pack(own, floats(scales, from), count, in);
            parts.add(new SharedMatrix.Part(matrix, from));
        }
        return new SharedMatrix(parts, out, in);
    }

    /** {@code y = x · Wᵀ}. */
    void multiply(Int8Rows x, SharedMatrix matrix, MemorySegment y) {
        team.run(matrix.parts().size(), i -> {
            SharedMatrix.Part part = matrix.parts().get(i);
            products.get(i).multiply(x, part.matrix(), floats(y, part.from()), matrix.out());
        });
    }

    /** @param gate room for as many floats as y has */
    void gated(Int8Rows x, GatedMatrices matrices, MemorySegment gate, MemorySegment y) {
        team.run(matrices.gates().parts().size(), i -> {
            SharedMatrix.Part gates = matrices.gates().parts().get(i);
            SharedMatrix.Part ups = matrices.ups().parts().get(i);
            MemorySegment ownGate = floats(gate, gates.from());
            MemorySegment ownY = floats(y, ups.from());
            products.get(i).gated(x, gates.matrix(), ups.matrix(), ownGate, ownY, matrices.inner());
        });
    }

    private static MemorySegment floats(MemorySegment all, int from) {
        return all.asSlice((long) from * Float.BYTES);
    }

    @Override
    public void close() {
        products.forEach(Products::close);
    }
}
