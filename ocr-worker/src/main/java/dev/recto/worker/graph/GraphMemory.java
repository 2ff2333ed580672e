package dev.recto.worker.graph;

/**
 * What a graph takes of memory, reckoned from its parameters.
 *
 * @param weights bytes of the parameters
 * @param activations numbers that are held at once for each row of the activations, at most
 */
public record GraphMemory(long weights, long activations) {
    /**
     * What layers hold around the widest of them: the row before and after it, and inside both factors of a gate, their product, and
     * a copy of one where they come out of one product.
     */
    private static final int OUTER = 2;

    private static final int INNER = 4;

    public static GraphMemory of(Graph graph) {
        long weights = 0;
        long activations = 0;
        for (Parameter parameter : graph.parameters()) {
            weights += parameter.bytes();
            activations = Math.max(activations, around(parameter));
        }
        return new GraphMemory(weights, activations);
    }

    /** Of a matrix that leads from a layer's inner width back to its outer one; 0 of all else. */
    private static long around(Parameter parameter) {
        long out = parameter.rows().count();
        long in = parameter.rows().width();
        boolean matrix = parameter.shape().length > 1 && parameter.shape()[0] == out;
        return matrix && in >= out && out > 1 ? OUTER * out + INNER * in : 0;
    }

    /** The width of the rows that the first matrix takes: of a vision graph, numbers in a patch. */
    public static int inputWidth(Graph graph) {
        return graph.parameters().getFirst().rows().width();
    }
}
