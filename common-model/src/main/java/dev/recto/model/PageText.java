package dev.recto.model;

import java.util.List;

/**
 * What was read on a page and where, for a copy of it.
 *
 * @param page counted from 0
 * @param dimensions that boxes refer to
 * @param pieces in reading order
 */
public record PageText(int page, PageDimensions dimensions, List<Piece> pieces) {
    /** Text without markup, line by line where it has lines of its own. */
    public record Piece(String text, Box box) {}
}
