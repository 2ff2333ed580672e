package dev.recto.worker.layout;

import dev.recto.model.BlockType;
import dev.recto.text.Hyphens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the engine took for one paragraph, to headings, lists and paragraphs. */
final class Paragraphs {
    /** Lines whose sizes differ by more than this factor do not belong together. */
    private static final double SAME_SIZE = 1.2;

    /** Lines of a paragraph are at most this many heights of their type apart, from top to top. */
    private static final double MAX_PITCH = 2;

    /** A line that ends further from the right edge, in heights of its type, ends its paragraph. */
    private static final double RAGGED = 4;

    /** Lines that begin within so many heights of their type beneath one another belong to one column. */
    private static final double COLUMN = 3;

    private Paragraphs() {}

    /** @param bodyHeight of which larger type is a heading, 0 for none */
    static List<Item> items(List<List<Line>> paragraphs, double bodyHeight) {
        ListMarkers markers = new ListMarkers(paragraphs);
        List<Item> items = new ArrayList<>();
        for (List<Line> lines : join(paragraphs, markers)) {
            for (List<Line> part : split(lines, markers)) {
                items.add(item(part, bodyHeight, markers));
            }
        }
        return items;
    }

    /** What the engine took apart although the text runs on: full lines, close together, of one size. */
    private static List<List<Line>> join(List<List<Line>> paragraphs, ListMarkers markers) {
        List<List<Line>> joined = new ArrayList<>();
        for (List<Line> paragraph : paragraphs) {
            if (!joined.isEmpty()
                    && !markers.starts(paragraph.getFirst())
                    && runsOn(joined.getLast(), paragraph, paragraphs)) {
                List<Line> both = new ArrayList<>(joined.removeLast());
                both.addAll(paragraph);
                joined.add(both);
            } else {
                joined.add(paragraph);
            }
        }
        return joined;
    }

    private static boolean runsOn(List<Line> paragraph, List<Line> next, List<List<Line>> all) {
        Line last = paragraph.getLast();
        Line first = next.getFirst();
        double height = last.height();
        int right = all.stream()
                .flatMap(List::stream)
                .filter(line -> Math.abs(line.box().left() - last.box().left()) < COLUMN * height)
                .mapToInt(line -> line.box().right())
                .max()
                .orElseThrow();
        if (sizesDiffer(last, first)) {
            return false;
        }
        return Hyphens.divide(
                        last.words().getLast().text(), first.words().getFirst().text())
                || first.box().top() > last.box().top()
                        && first.box().top() - last.box().top() < MAX_PITCH * height
                        && right - last.box().right() < RAGGED * height
                        && Math.abs(first.box().left() - last.box().left()) < height;
    }

    private static Item item(List<Line> lines, double bodyHeight, ListMarkers markers) {
        OptionalInt level = Headings.level(lines, bodyHeight);
        if (level.isPresent()) {
            return new Item.Heading(level.getAsInt(), lines);
        }
        Optional<Item.Bullet> bullet = markers.bullet(lines);
        return bullet.isPresent() ? new Item.Bullets(List.of(bullet.get())) : new Item.Text(BlockType.TEXT, lines);
    }

    /** Apart where the size of the type changes, and before every list marker. */
    private static List<List<Line>> split(List<Line> lines, ListMarkers markers) {
        List<List<Line>> parts = new ArrayList<>();
        List<Line> part = new ArrayList<>();
        for (Line line : lines) {
            if (!part.isEmpty() && (markers.starts(line) || sizesDiffer(part.getLast(), line))) {
                parts.add(part);
                part = new ArrayList<>();
            }
            part.add(line);
        }
        parts.add(part);
        return parts;
    }

    private static boolean sizesDiffer(Line a, Line b) {
        return Math.max(a.height(), b.height()) > SAME_SIZE * Math.min(a.height(), b.height());
    }
}
