package dev.recto.model;

/** The picture of a page that all boxes refer to. For a PDF: points as shown · dpi / 72, rounded; for an image its own size as shown. */
public record PageDimensions(int width, int height, int dpi) {}
