package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.List;

/** @param confidence in 0..1 */
public record Word(String text, Box box, double confidence) {
    /** One word of both. */
    Word with(Word next) {
        return new Word(text + next.text, Boxes.around(List.of(box, next.box)), Math.min(confidence, next.confidence));
    }
}
