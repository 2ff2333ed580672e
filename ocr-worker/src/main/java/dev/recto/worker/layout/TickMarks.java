package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tick boxes, each in the line of the words that it stands beside. */
public final class TickMarks {
    public static final String EMPTY = "☐";
    public static final String MARKED = "☑";

    private TickMarks() {}

    static boolean is(String text) {
        return text.equals(EMPTY) || text.equals(MARKED);
    }

    /** The regions with the marks; one that stands by itself becomes a line of its own. */
    public static List<Region> with(List<Region> regions, List<Word> marks) {
        List<Region> marked = regions;
        for (Word mark : marks) {
            marked = with(marked, mark);
        }
        return marked;
    }

    private static List<Region> with(List<Region> regions, Word mark) {
        Optional<Region.Figure> around = regions.stream()
                .filter(Region.Figure.class::isInstance)
                .map(Region.Figure.class::cast)
                .filter(figure -> 2 * Boxes.common(figure.box(), mark.box()) > Boxes.area(mark.box()))
                .findFirst();
        if (around.isPresent()) {
            return regions.stream()
                    .map(region -> region == around.get() ? with(around.get(), mark) : region)
                    .toList();
        }
        return inLine(regions, mark);
    }

    /** Words that are no labels of a figure, even if one is said to be around them. */
    static List<Region> inLines(List<Region> regions, List<Word> words) {
        List<Region> all = regions;
        for (Word word : words) {
            all = inLine(all, word);
        }
        return all;
    }

    private static List<Region> inLine(List<Region> regions, Word mark) {
        return nearest(Region.lines(regions), mark)
                .map(line -> Region.keep(regions, each -> Optional.of(each == line ? with(line, mark) : each)))
                .orElseGet(() -> alone(regions, mark));
    }

    /** A square without a label is part of the figure. */
    private static Region with(Region.Figure figure, Word mark) {
        return nearest(figure.labels().stream(), mark)
                .<Region>map(line -> new Region.Figure(
                        figure.box(),
                        figure.labels().stream()
                                .map(each -> each == line ? with(line, mark) : each)
                                .toList()))
                .orElse(figure);
    }

    private static Optional<Line> nearest(Stream<Line> lines, Word mark) {
        return lines.filter(line -> Boxes.areBeside(line.box(), mark.box()))
                .min(Comparator.comparingInt(line -> distance(line.box(), mark.box())));
    }

    private static int distance(Box line, Box mark) {
        return Math.max(0, Math.max(line.left() - mark.right(), mark.left() - line.right()));
    }

    /** Its words stay in the order in which they are read. */
    private static Line with(Line line, Word mark) {
        boolean fromTheRight = Mirror.isNeeded(List.of(new Region.Text(line.box(), List.of(List.of(line)))));
        List<Word> words = new ArrayList<>(line.words());
        int place = 0;
        while (place < words.size()
                && fromTheRight != words.get(place).box().left() <= mark.box().left()) {
            place++;
        }
        words.add(place, mark);
        return new Line(words, line.height());
    }

    private static List<Region> alone(List<Region> regions, Word mark) {
        Line line = new Line(List.of(mark), mark.box().height());
        List<Region> all = new ArrayList<>(regions);
        int place = 0;
        while (place < all.size() && all.get(place).box().top() < mark.box().top()) {
            place++;
        }
        all.add(place, new Region.Text(mark.box(), List.of(List.of(line))));
        return all;
    }
}
