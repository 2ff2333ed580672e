package dev.recto.worker.graph;

/**
 * A value in a graph under construction.
 *
 * @param width its last dimension, which must be known; leading dimensions may vary from run to run
 */
public record Value(String name, int width) {
    /** An input or output that a node leaves out. */
    static final Value NONE = new Value("", 0);

    Value withWidth(int newWidth) {
        return new Value(name, newWidth);
    }
}
