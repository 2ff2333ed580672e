package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.List;

/** A part of a page as the engine found it, in reading order with the others. */
public sealed interface Region {
    Box box();

    /** Text: paragraphs of lines, none of them empty. */
    record Text(Box box, List<List<Line>> paragraphs) implements Region {}

    /** Something that is no text. */
    record Figure(Box box) implements Region {}
}
