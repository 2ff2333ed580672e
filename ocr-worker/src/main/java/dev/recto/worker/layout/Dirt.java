package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.List;

/** Specks and strokes that were taken for words. */
final class Dirt {
    /** Shortest side of a figure in pixels. */
    private static final int MIN_FIGURE = 24;

    /** Share of the page's words that a figure may hold, for labels. */
    private static final double MAX_WORDS_IN_FIGURE = 0.3;

    private Dirt() {}

    /** Without words below the confidence, without strokes and false figures, and without what is empty then. */
    static List<Region> remove(List<Region> regions, double minConfidence) {
        List<Region> text = removeWords(regions, minConfidence);
        List<Box> words = words(text);
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

    private static List<Box> words(List<Region> regions) {
        return regions.stream()
                .filter(Region.Text.class::isInstance)
                .flatMap(region -> ((Region.Text) region).paragraphs().stream())
                .flatMap(List::stream)
                .flatMap(line -> line.words().stream())
                .map(Word::box)
                .toList();
    }

    private static List<Region> removeWords(List<Region> regions, double minConfidence) {
        List<Region> clean = new ArrayList<>();
        for (Region region : regions) {
            switch (region) {
                case Region.Figure figure -> clean.add(figure);
                case Region.Text text -> {
                    List<List<Line>> paragraphs = text.paragraphs().stream()
                            .map(lines -> lines(lines, minConfidence))
                            .filter(lines -> !lines.isEmpty())
                            .toList();
                    if (!paragraphs.isEmpty()) {
                        clean.add(new Region.Text(text.box(), paragraphs));
                    }
                }
            }
        }
        return clean;
    }

    private static List<Line> lines(List<Line> lines, double minConfidence) {
        List<Line> clean = new ArrayList<>();
        for (Line line : lines) {
            List<Word> words = line.words().stream()
                    .filter(word -> word.confidence() >= minConfidence && !isStroke(word.text()))
                    .toList();
            if (!words.isEmpty()) {
                clean.add(new Line(words, line.height()));
            }
        }
        return clean;
    }

    private static boolean isStroke(String text) {
        return text.chars().allMatch(c -> c == '|' || c == '_' || c == '~' || c == '‘' || c == '’' || c == '`');
    }
}
