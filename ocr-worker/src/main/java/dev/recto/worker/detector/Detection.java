package dev.recto.worker.detector;

/**
 * A region that the network found.
 *
 * @param query of the network; several may stand for the same place, and one may have two labels
 * @param score from 0 to 1
 * @param order its rank among all queries in reading order, gaps included
 */
public record Detection(int query, Label label, double score, int order, Bounds bounds) {
    /** In pixels of the page, which it may reach beyond. */
    public record Bounds(double left, double top, double right, double bottom) {}
}
