package dev.recto.worker.textlayer;

/**
 * From where on a text layer and what was read differ; shares are 0..1.
 *
 * @param tolerance of both texts' letters, that only one of them has
 * @param hidden of the layer's letters, that stand where the page is bare
 * @param shift how far from its place a word may be read, in heights of its type
 * @param misread of a word's letters, that may be read otherwise
 */
public record TextLayerLimits(double tolerance, double hidden, double shift, double misread) {}
