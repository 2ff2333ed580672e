package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.List;

/**
 * Words side by side, at least one.
 *
 * @param height of the line's type in pixels, from the descenders' end to the ascenders'
 */
public record Line(List<Word> words, double height) {
    public Line {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a line without words");
        }
    }

    public Box box() {
        return Boxes.around(words.stream().map(Word::box).toList());
    }

    public String text() {
        return CjkText.join(words);
    }
}
