package dev.recto.worker.layout;

import dev.recto.model.Box;

/** @param confidence in 0..1 */
public record Word(String text, Box box, double confidence) {}
