package dev.recto.model;

/** Certainty in 0..1 of one word, {@code start} being its place in {@link PageResult#markdown()}. */
public record WordScore(String text, double confidence, int start) {
    public WordScore {
        text = CleanText.of(text);
    }
}
