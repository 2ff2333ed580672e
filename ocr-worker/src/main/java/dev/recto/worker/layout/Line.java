package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.List;
import java.util.Optional;

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

    /** The line with these words instead of its own; none without any. */
    public Optional<Line> with(List<Word> others) {
        return others.isEmpty() ? Optional.empty() : Optional.of(new Line(others, height));
    }

    public Box box() {
        return Box.around(words.stream().map(Word::box).toList());
    }

    public String text() {
        return CjkText.join(words);
    }
}
