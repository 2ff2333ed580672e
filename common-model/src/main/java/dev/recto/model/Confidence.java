package dev.recto.model;

/** Certainty in 0..1: mean and lowest over words (Tesseract) or tokens (vision-language models). */
public record Confidence(double mean, double minimum) {}
