package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A large letter over several lines, with which a text begins: it goes to its word, and its line to those that stand beside it. */
final class Initials {
    /** In heights of its line. */
    private static final double HEIGHT = 1.7;

    private static final double WORD_GAP = 0.3;

    private Initials() {}

    static List<Region> joined(List<Region> regions) {
        List<Region> joined = regions;
        for (Line line : Region.lines(regions).toList()) {
            if (isInitial(line)) {
                joined = placed(line, joined);
            }
        }
        return joined;
    }

    private static boolean isInitial(Line line) {
        Word first = line.words().getFirst();
        return line.words().size() > 1
                && first.text().length() == 1
                && Character.isUpperCase(first.text().charAt(0))
                && first.box().height() > HEIGHT * line.height()
                && line.words().get(1).box().height() < HEIGHT * line.height();
    }

    private static List<Region> placed(Line line, List<Region> regions) {
        Line whole = whole(line);
        Box initial = line.words().getFirst().box();
        Optional<Line> next = Region.lines(regions)
                .filter(each -> each != line && follows(each, line, initial))
                .findFirst();
        boolean together = next.isPresent()
                && regions.stream()
                        .flatMap(region -> region instanceof Region.Text text ? text.paragraphs().stream() : null)
                        .anyMatch(lines -> lines.contains(line) && lines.contains(next.get()));
        List<Region> others = next.isPresent() && !together ? Region.without(regions, List.of(line)) : regions;
        return others.stream()
                .map(region -> region instanceof Region.Text text
                        ? with(text, line, whole, together ? Optional.empty() : next)
                        : region)
                .toList();
    }

    private static Region with(Region.Text text, Line line, Line whole, Optional<Line> next) {
        List<List<Line>> paragraphs = new ArrayList<>();
        for (List<Line> lines : text.paragraphs()) {
            List<Line> paragraph = new ArrayList<>();
            for (Line each : lines) {
                if (next.isPresent() && each == next.get()) {
                    paragraph.add(whole);
                }
                paragraph.add(each == line ? whole : each);
            }
            paragraphs.add(paragraph);
        }
        return new Region.Text(text.box(), paragraphs);
    }

    /** The line beneath the first one, beside the letter. */
    private static boolean follows(Line next, Line line, Box initial) {
        int left = line.words().get(1).box().left();
        int top = line.words().get(1).box().top();
        return Math.abs(next.box().left() - left) < 2 * line.height()
                && next.box().top() > top
                && next.box().top() < initial.bottom();
    }

    private static Line whole(Line line) {
        Word first = line.words().get(0);
        Word second = line.words().get(1);
        boolean word = first.text().equals("A") || first.text().equals("I");
        int gap = second.box().left() - first.box().right();
        if (word && gap > WORD_GAP * line.height()) {
            return line;
        }
        List<Word> words = new ArrayList<>(line.words().subList(1, line.words().size()));
        words.set(0, first.with(second));
        return new Line(words, line.height());
    }
}
