package dev.recto.worker.model;

/**
 * The size at which a page is drawn: this resolution, or the lower one at which the longer side has at most so many pixels.
 *
 * @param longestSide pixels
 */
public record DrawingSize(int dpi, int longestSide) {}
