package dev.recto.tools.bench;

/** What the pages of a benchmark are. */
public sealed interface PageShape {
    /** A picture of so many pixels, before the model's own resizing. */
    record Pixels(int width, int height) implements PageShape {}

    /** A sheet of A4 as it is drawn for the model. */
    record A4() implements PageShape {}

    /** No picture, but a prompt of so many tokens: to measure prompts and decoding alone. */
    record Text(int tokens) implements PageShape {}
}
