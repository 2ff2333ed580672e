package dev.recto.worker.document;

/** A word of a text layer, and where it claims to stand: in points of the page as shown, perhaps beside it. */
public record ClaimedWord(String text, double left, double top, double right, double bottom) {}
