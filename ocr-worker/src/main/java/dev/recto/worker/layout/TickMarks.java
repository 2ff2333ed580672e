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
        Optional<Line> beside = Region.lines(regions)
                .filter(line -> isBeside(line.box(), mark.box()))
                .min(Comparator.comparingInt(line -> distance(line.box(), mark.box())));
        return beside.map(line -> Region.keep(regions, each -> Optional.of(each == line ? with(line, mark) : each)))
                .orElseGet(() -> alone(regions, mark));
    }

    private static boolean isBeside(Box line, Box mark) {
        return 2 * Boxes.overlap(line.top(), line.bottom(), mark.top(), mark.bottom())
                > Math.min(line.height(), mark.height());
    }

    private static int distance(Box line, Box mark) {
        return Math.max(0, Math.max(line.left() - mark.right(), mark.left() - line.right()));
    }

    private static Line with(Line line, Word mark) {
        List<Word> words = Stream.concat(line.words().stream(), Stream.of(mark))
                .sorted(Comparator.comparingInt(word -> word.box().left()))
                .toList();
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
