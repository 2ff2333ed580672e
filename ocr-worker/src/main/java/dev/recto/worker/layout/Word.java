package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.List;

/** @param confidence in 0..1 */
public record Word(String text, Box box, double confidence) {
    /** The same in another place. */
    public Word at(Box other) {
        return new Word(text, other, confidence);
    }

    /** What it says instead. */
    Word saying(String other) {
        return new Word(other, box, confidence);
    }

    /** One word of both. */
    Word with(Word next) {
        return new Word(text + next.text, Box.around(List.of(box, next.box)), Math.min(confidence, next.confidence));
    }
}
