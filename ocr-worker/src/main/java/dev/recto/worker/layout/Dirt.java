package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.List;
import java.util.Optional;

/** Specks and strokes that were taken for words. */
final class Dirt {
    /** Shortest side of a figure in pixels. */
    private static final int MIN_FIGURE = 24;

    /** Share of the page's words that a figure may hold, for labels. */
    private static final double MAX_WORDS_IN_FIGURE = 0.3;

    private Dirt() {}

    /** Without words below the confidence, without strokes and false figures, and without what is empty then. */
    static List<Region> remove(List<Region> regions, double minConfidence) {
        List<Region> text = Region.keep(regions, line -> cleaned(line, minConfidence));
        List<Box> words = Region.lines(text)
                .flatMap(line -> line.words().stream())
                .map(Word::box)
                .toList();
        return text.stream()
                .filter(region -> !(region instanceof Region.Figure figure) || isFigure(figure.box(), words))
                .toList();
    }

    /** The table that a sheet lies on, or paper that is not white, is no figure: the page's words are all over it. */
    private static boolean isFigure(Box box, List<Box> words) {
        long within = words.stream()
                .filter(word -> 2 * Boxes.common(word, box) > Boxes.area(word))
                .count();
        return Math.min(box.width(), box.height()) >= MIN_FIGURE && within <= MAX_WORDS_IN_FIGURE * words.size();
    }

    private static Optional<Line> cleaned(Line line, double minConfidence) {
        List<Word> words = line.words().stream()
                .filter(word -> word.confidence() >= minConfidence && !isStroke(word.text()))
                .toList();
        return words.isEmpty() ? Optional.empty() : Optional.of(new Line(words, line.height()));
    }

    private static boolean isStroke(String text) {
        return text.chars().allMatch(c -> c == '|' || c == '_' || c == '~' || c == '‘' || c == '’' || c == '`');
    }
}
