package dev.recto.model;

/** Size of a page as shown (after /Rotate or EXIF orientation): points (1/72 inch) for a PDF, pixels for an image. */
public record PageSize(double width, double height) {}
