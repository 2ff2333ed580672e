package dev.recto.worker.onednn;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A node's kernels as they are stored, and in the orders that its strips ask for, mostly one. Thread-safe.
 *
 * @see ConvolutionPlan#kernels
 */
final class ConvolutionKernels implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final List<Packed> packed = new ArrayList<>();
    private final MemorySegment stored;
    private final int type;

    private record Packed(Layout order, MemorySegment kernels) {}

    /** @param stored must outlive them */
    ConvolutionKernels(MemorySegment stored, int type) {
        this.stored = stored;
        this.type = type;
    }

    synchronized MemorySegment in(Layout order, Engine engine, ConvolutionShape shape) {
        for (Packed known : packed) {
            if (known.order().isSameAs(order)) {
                return known.kernels();
            }
        }
        MemorySegment kernels = arena.allocate(order.bytes(), Room.CACHE_LINE);
        try (Layout from = Layout.kernels(type, shape);
                Primitive reorder = Primitive.reorder(engine, from, order)) {
            reorder.run(stored, kernels);
        }
        packed.add(new Packed(order.copy(), kernels));
        return kernels;
    }

    @Override
    public synchronized void close() {
        packed.forEach(each -> each.order().close());
        arena.close();
    }
}
