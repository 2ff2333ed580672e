package dev.recto.worker.onednn;

import java.util.LinkedHashMap;
import java.util.Map;

/** Products of unsigned bytes with the blocks of caches, each with rows of its own. On one thread at a time. */
final class CacheProducts implements AutoCloseable {
    /** Shapes whose primitives are kept: one for each number of blocks, of steps and of prompts. */
    private static final int KEPT = 256;

    private final Engine engine = new Engine();
    private final Map<Shape, Pair> pairs = new LinkedHashMap<>(KEPT, 0.75f, true);

    private record Shape(CacheOrder order, int blocks, int rows) {}

    /**
     * The two products of an attention.
     *
     * @param compare queries [blocks, rows, size], keys, scores fp32 [blocks, rows, places]
     * @param mix weights [blocks, rows, places], values, answers fp32 [blocks, rows, size]
     */
    record Pair(Primitive compare, Primitive mix) implements AutoCloseable {
        @Override
        public void close() {
            compare.close();
            mix.close();
        }
    }

    Pair of(CacheOrder order, int blocks, int rows) {
        if (pairs.size() > KEPT) {
            var oldest = pairs.values().iterator();
            oldest.next().close();
            oldest.remove();
        }
        return pairs.computeIfAbsent(new Shape(order, blocks, rows), absent -> {
            try (Layout keys = order.keys(blocks);
                    Layout values = order.values(blocks)) {
                return new Pair(
                        product(blocks, rows, order.size(), CacheOrder.PLACES, keys),
                        product(blocks, rows, CacheOrder.PLACES, order.size(), values));
            }
        });
    }

    private Primitive product(int blocks, int rows, int in, int out, Layout weights) {
        try (Layout x = Layout.matrices(OneDnn.UINT8, blocks, rows, in);
                Layout y = Layout.matrices(OneDnn.FLOAT, blocks, rows, out);
                PostOperations asTheyAre = new PostOperations();
                ProductPlan plan = ProductPlan.of(engine, x, weights, y, asTheyAre)) {
            return plan.newPrimitive()
                    .with(OneDnn.SOURCE, x)
                    .with(OneDnn.WEIGHTS, weights)
                    .with(OneDnn.TARGET, y);
        }
    }

    @Override
    public void close() {
        pairs.values().forEach(Pair::close);
        engine.close();
    }
}
