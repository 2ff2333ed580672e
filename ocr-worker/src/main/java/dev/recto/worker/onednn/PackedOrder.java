package dev.recto.worker.onednn;

/** The orders in which products of bf16 like to read a head's keys, as columns, and its values. */
final class PackedOrder implements AutoCloseable {
    private final ProductPlan compare;
    private final ProductPlan mix;

    PackedOrder(Engine engine, AttentionShape shape, int rows) {
        int places = shape.places();
        try (Layout queries = Layout.matrix(OneDnn.BFLOAT16, rows, shape.size());
                Layout keys = Layout.anyOrder(OneDnn.BFLOAT16, shape.size(), places);
                Layout scores = Layout.matrix(OneDnn.FLOAT, rows, places);
                Layout weights = Layout.matrix(OneDnn.BFLOAT16, rows, places);
                Layout values = Layout.anyOrder(OneDnn.BFLOAT16, places, shape.valueSize());
                Layout answers = Layout.matrix(OneDnn.FLOAT, rows, shape.valueSize(), shape.valueWidth(), 1);
                PostOperations scaled = new PostOperations().multiply(shape.scale());
                PostOperations asTheyAre = new PostOperations()) {
            compare = ProductPlan.of(engine, queries, keys, scores, scaled);
            mix = ProductPlan.of(engine, weights, values, answers, asTheyAre);
        }
    }

    Layout keys() {
        return compare.weights();
    }

    Layout values() {
        return mix.weights();
    }

    @Override
    public void close() {
        compare.close();
        mix.close();
    }
}
