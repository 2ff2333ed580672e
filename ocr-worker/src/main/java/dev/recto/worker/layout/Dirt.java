package dev.recto.worker.layout;

import java.util.ArrayList;
import java.util.List;

/** Specks and strokes that were taken for words. */
final class Dirt {
    private Dirt() {}

    /** Without words below the confidence, without strokes, and without what is empty then. */
    static List<Region> remove(List<Region> regions, double minConfidence) {
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
