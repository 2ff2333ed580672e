package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables without help of ruled lines: rows of short pieces of text, at least two beside one another, whose edges make
 * columns. The engine may have taken a column for a region of its own, so all lines of the page are looked at together.
 */
final class Tables {
    private static final int MIN_ROWS = 2;

    /** Two columns could also be a page set in columns, so they must be short and more. */
    private static final int MIN_ROWS_OF_TWO_COLUMNS = 3;

    private static final double MAX_CELL_CHARACTERS = 24;
    private static final double MAX_CELL_CHARACTERS_OF_TWO_COLUMNS = 16;

    /** Empty space between rows, in heights of a row, that ends a table. */
    private static final double MAX_ROW_GAP = 2.5;

    private Tables() {}

    static List<Placed> find(List<Region> regions) {
        List<Segment> segments =
                Region.lines(regions).flatMap(line -> Segment.of(line).stream()).toList();
        Map<Line, Item.Table> tableOf = new IdentityHashMap<>();
        for (List<Row> run : runs(Row.of(segments))) {
            List<Column> columns = Column.of(run);
            if (isTable(run, columns)) {
                Item.Table table = table(run, columns);
                run.forEach(row -> row.segments().forEach(segment -> tableOf.put(segment.line(), table)));
            }
        }
        return place(regions, tableOf);
    }

    private static boolean isTable(List<Row> rows, List<Column> columns) {
        int cells = rows.stream().mapToInt(row -> row.segments().size()).sum();
        int characters = rows.stream()
                .flatMap(row -> row.segments().stream())
                .mapToInt(Segment::characters)
                .sum();
        boolean two = columns.size() == 2;
        int minRows = two ? MIN_ROWS_OF_TWO_COLUMNS : MIN_ROWS;
        double maxCharacters = two ? MAX_CELL_CHARACTERS_OF_TWO_COLUMNS : MAX_CELL_CHARACTERS;
        return columns.size() >= 2
                && rows.size() >= minRows
                && 3 * cells >= 2 * rows.size() * columns.size()
                && characters <= maxCharacters * cells;
    }

    /** Rows with at least two pieces, without others between them. */
    private static List<List<Row>> runs(List<Row> rows) {
        List<List<Row>> runs = new ArrayList<>();
        List<Row> run = new ArrayList<>();
        for (Row row : rows) {
            boolean far =
                    !run.isEmpty() && row.top() - run.getLast().bottom() > MAX_ROW_GAP * (row.bottom() - row.top());
            if (row.segments().size() < 2 || far) {
                runs.add(run);
                run = new ArrayList<>();
            }
            if (row.segments().size() >= 2) {
                run.add(row);
            }
        }
        runs.add(run);
        runs.removeIf(List::isEmpty);
        return runs;
    }

    private static Item.Table table(List<Row> rows, List<Column> columns) {
        List<List<List<Word>>> cells = new ArrayList<>();
        List<Box> boxes = new ArrayList<>();
        for (Row row : rows) {
            List<List<Word>> line = new ArrayList<>();
            columns.forEach(column -> line.add(new ArrayList<>()));
            for (Segment segment : row.segments()) {
                boxes.add(segment.box());
                for (int i = 0; i < columns.size(); i++) {
                    if (columns.get(i).holds(segment)) {
                        line.get(i).addAll(segment.words());
                    }
                }
            }
            cells.add(line);
        }
        return new Item.Table(Boxes.around(boxes), cells);
    }

    /** Regions with their tables taken out, each put where its first line stood. */
    private static List<Placed> place(List<Region> regions, Map<Line, Item.Table> tableOf) {
        List<Placed> placed = new ArrayList<>();
        Set<Item.Table> done = new HashSet<>();
        for (Region region : regions) {
            switch (region) {
                case Region.Figure figure -> placed.add(new Placed.Done(new Item.Figure(figure.box())));
                case Region.Text text -> {
                    List<List<Line>> rest = new ArrayList<>();
                    for (List<Line> lines : text.paragraphs()) {
                        List<Line> paragraph = new ArrayList<>();
                        for (Line line : lines) {
                            Item.Table table = tableOf.get(line);
                            if (table == null) {
                                paragraph.add(line);
                            } else if (done.add(table)) {
                                flush(paragraph, rest, placed);
                                paragraph = new ArrayList<>();
                                rest = new ArrayList<>();
                                placed.add(new Placed.Done(table));
                            }
                        }
                        if (!paragraph.isEmpty()) {
                            rest.add(paragraph);
                        }
                    }
                    flush(List.of(), rest, placed);
                }
            }
        }
        return placed;
    }

    private static void flush(List<Line> paragraph, List<List<Line>> rest, List<Placed> placed) {
        List<List<Line>> all = new ArrayList<>(rest);
        if (!paragraph.isEmpty()) {
            all.add(paragraph);
        }
        if (!all.isEmpty()) {
            placed.add(new Placed.Text(all));
        }
    }

    /** Words of a line with no wide gap between them. */
    private record Segment(Line line, List<Word> words) {
        /** A gap wider than this many heights of the line separates cells. */
        private static final double GAP = 1;

        static List<Segment> of(Line line) {
            List<Segment> segments = new ArrayList<>();
            int start = 0;
            for (int i = 1; i <= line.words().size(); i++) {
                boolean end = i == line.words().size();
                if (end
                        || line.words().get(i).box().left()
                                        - line.words().get(i - 1).box().right()
                                > GAP * line.height()) {
                    segments.add(new Segment(line, line.words().subList(start, i)));
                    start = i;
                }
            }
            return segments;
        }

        Box box() {
            return Boxes.around(words.stream().map(Word::box).toList());
        }

        int characters() {
            return words.stream().mapToInt(word -> word.text().length() + 1).sum();
        }
    }

    /** Segments beside one another, from left to right. */
    private record Row(List<Segment> segments) {
        static List<Row> of(List<Segment> segments) {
            List<Row> rows = new ArrayList<>();
            List<Segment> sorted = new ArrayList<>(segments);
            sorted.sort(Comparator.comparingInt(s -> s.box().top() + s.box().bottom()));
            for (Segment segment : sorted) {
                if (rows.isEmpty() || !rows.getLast().takes(segment)) {
                    rows.add(new Row(new ArrayList<>()));
                }
                rows.getLast().segments.add(segment);
            }
            rows.forEach(row ->
                    row.segments.sort(Comparator.comparingInt(s -> s.box().left())));
            return rows;
        }

        int top() {
            return segments.stream().mapToInt(s -> s.box().top()).min().orElseThrow();
        }

        int bottom() {
            return segments.stream().mapToInt(s -> s.box().bottom()).max().orElseThrow();
        }

        private boolean takes(Segment segment) {
            Box box = segment.box();
            int common = Boxes.overlap(top(), bottom(), box.top(), box.bottom());
            return 2 * common > Math.min(bottom() - top(), box.height())
                    && segments.stream()
                            .noneMatch(
                                    s -> Boxes.overlap(s.box().left(), s.box().right(), box.left(), box.right()) > 0);
        }
    }

    /** A span of the page's width that segments of all rows share. */
    private record Column(int left, int right) {
        static List<Column> of(List<Row> rows) {
            List<Box> boxes = rows.stream()
                    .flatMap(row -> row.segments().stream())
                    .map(Segment::box)
                    .sorted(Comparator.comparingInt(Box::left))
                    .toList();
            List<Column> columns = new ArrayList<>();
            for (Box box : boxes) {
                if (columns.isEmpty() || box.left() >= columns.getLast().right) {
                    columns.add(new Column(box.left(), box.right()));
                } else {
                    Column last = columns.removeLast();
                    columns.add(new Column(last.left, Math.max(last.right, box.right())));
                }
            }
            return columns;
        }

        boolean holds(Segment segment) {
            return segment.box().left() >= left && segment.box().right() <= right;
        }
    }
}
