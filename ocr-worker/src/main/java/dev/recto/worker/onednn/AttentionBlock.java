package dev.recto.worker.onednn;

/** The primitives for some of a head's queries. */
final class AttentionBlock implements AutoCloseable {
    private final int rows;
    private final ProductPlan comparison;
    private final ProductPlan mixture;
    private final Primitive convert;
    private final Primitive compare;
    private final Primitive soften;
    private final Primitive mix;
    private final long queryBytes;
    private final long scoreBytes;
    private final long weightBytes;

    /**
     * @param keys order of the packed keys, [size, places]
     * @param values order of the packed values, [places, value size]; the block chooses both where they are in
     *     {@link Layout#anyOrder}
     */
    AttentionBlock(Engine engine, AttentionShape shape, int rows, Layout keys, Layout values) {
        this.rows = rows;
        try (Layout given = Layout.matrix(OneDnn.FLOAT, rows, shape.size(), shape.width(), 1);
                Layout queries = Layout.matrix(OneDnn.BFLOAT16, rows, shape.size());
                Layout scores = Layout.matrix(OneDnn.FLOAT, rows, shape.places());
                Layout weights = Layout.matrix(OneDnn.BFLOAT16, rows, shape.places());
                Layout answers = Layout.matrix(OneDnn.FLOAT, rows, shape.valueSize(), shape.valueWidth(), 1);
                PostOperations scaled = new PostOperations().multiply(shape.scale());
                PostOperations asTheyAre = new PostOperations()) {
            comparison = ProductPlan.of(engine, queries, keys, scores, scaled);
            mixture = ProductPlan.of(engine, weights, values, answers, asTheyAre);
            convert = Primitive.reorder(engine, given, queries);
            compare = comparison
                    .newPrimitive()
                    .with(OneDnn.SOURCE, queries)
                    .with(OneDnn.WEIGHTS, comparison.weights())
                    .with(OneDnn.TARGET, scores);
            soften = Primitive.softmax(engine, scores, weights);
            mix = mixture.newPrimitive()
                    .with(OneDnn.SOURCE, weights)
                    .with(OneDnn.WEIGHTS, mixture.weights())
                    .with(OneDnn.TARGET, answers);
            queryBytes = queries.bytes();
            scoreBytes = scores.bytes();
            weightBytes = weights.bytes();
        }
    }

    /** The order in which it reads packed keys; valid as long as the block. */
    Layout keys() {
        return comparison.weights();
    }

    /** The same of values. */
    Layout values() {
        return mixture.weights();
    }

    int rows() {
        return rows;
    }

    /** Queries to bf16: from, to. */
    Primitive convert() {
        return convert;
    }

    /** Scores of queries and packed keys: queries, keys, scores. */
    Primitive compare() {
        return compare;
    }

    /** Softmax, rounded to bf16: scores, weights. */
    Primitive soften() {
        return soften;
    }

    /** Sums of packed values: weights, values, answers. */
    Primitive mix() {
        return mix;
    }

    long queryBytes() {
        return queryBytes;
    }

    long scoreBytes() {
        return scoreBytes;
    }

    long weightBytes() {
        return weightBytes;
    }

    @Override
    public void close() {
        convert.close();
        compare.close();
        soften.close();
        mix.close();
        comparison.close();
        mixture.close();
    }
}
