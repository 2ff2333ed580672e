package dev.recto.worker.model;

/**
 * How much the largest page is to a model.
 *
 * @param values floats of all its views
 * @param largestView floats of the largest of them
 * @param features image tokens
 */
public record PageLoad(long values, long largestView, int features) {}
