package dev.recto.worker.scan;

import dev.recto.model.Box;

/**
 * A small square to be marked.
 *
 * @param box of the square and of a mark that reaches beyond it
 */
public record TickBox(Box box, boolean marked) {}
