package dev.recto.worker.reader;

import dev.recto.model.Box;
import dev.recto.model.WordScore;

/** A word that was read, and where it stands in the pixels of the page's dimensions. */
public record ReadWord(WordScore score, Box box) {
    public String text() {
        return score.text();
    }

    public double confidence() {
        return score.confidence();
    }

    /** Its place in the markdown. */
    public int start() {
        return score.start();
    }

    /** The same word elsewhere on the page. */
    public ReadWord at(Box other) {
        return new ReadWord(score, other);
    }
}
