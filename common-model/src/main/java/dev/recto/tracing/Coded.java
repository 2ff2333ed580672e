package dev.recto.tracing;

/** A failure that says by a constant of which kind it is. */
public interface Coded {
    Enum<?> code();
}
