package dev.recto.worker.detector;

/** Pixels that the network sees of every page, whatever its aspect. */
public record InputSize(int width, int height) {}
