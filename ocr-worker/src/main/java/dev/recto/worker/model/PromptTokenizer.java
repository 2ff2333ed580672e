package dev.recto.worker.model;

/** Turns a prompt into ids. Adds no special tokens on its own. Thread-safe. */
public interface PromptTokenizer {
    int[] encode(String text);

    /** The id of a token that must be in the vocabulary as a whole. */
    int id(String token);
}
