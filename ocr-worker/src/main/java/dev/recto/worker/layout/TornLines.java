package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lines that the engine took apart because white runs down between their words by chance: two regions whose lines stand
 * side by side, no wider apart than words.
 */
final class TornLines {
    /** In heights of a line. */
    private static final double SPACE = 0.65;
    /** Of the lines of either region. */
    private static final double MOST = 0.7;

    private static final int MIN_LINES = 3;

    private TornLines() {}

    static List<Region> mended(List<Region> regions) {
        List<Region> mended = new ArrayList<>(regions);
        for (int i = 0; i < mended.size(); i++) {
            for (int j = 0; j < mended.size(); j++) {
                if (i != j
                        && mended.get(i) instanceof Region.Text left
                        && mended.get(j) instanceof Region.Text right
                        && areTorn(lines(left), lines(right))) {
                    mended.set(i, joined(left, right));
                    mended.remove(j);
                    return mended(mended);
                }
            }
        }
        return mended;
    }

    private static boolean areTorn(List<Line> left, List<Line> right) {
        long torn = left.stream()
                .filter(line -> right.stream().anyMatch(next -> goesOn(line, next)))
                .count();
        return torn >= MIN_LINES && torn >= MOST * Math.max(left.size(), right.size());
    }

    private static boolean goesOn(Line line, Line next) {
        int gap = next.box().left() - line.box().right();
        return gap > -SPACE * line.height() && gap < SPACE * line.height() && Boxes.areBeside(line.box(), next.box());
    }

    private static Region joined(Region.Text left, Region.Text right) {
        List<Line> rest = new ArrayList<>(lines(right));
        List<Line> lines = new ArrayList<>();
        for (Line line : lines(left)) {
            Line whole = line;
            for (Line next : List.copyOf(rest)) {
                if (goesOn(whole, next)) {
                    List<Word> words = new ArrayList<>(whole.words());
                    words.addAll(next.words());
                    whole = new Line(words, Math.max(line.height(), next.height()));
                    rest.remove(next);
                }
            }
            lines.add(whole);
        }
        lines.addAll(rest);
        lines.sort(Comparator.comparingInt(line -> line.box().top()));
        return new Region.Text(Box.around(List.of(left.box(), right.box())), List.of(lines));
    }

    private static List<Line> lines(Region region) {
        return Region.lines(List.of(region)).toList();
    }
}
