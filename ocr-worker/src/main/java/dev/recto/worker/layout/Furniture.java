package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Running headers and footers: few short lines in the outer band of a page, apart from its text, that look like it. */
record Furniture(List<Line> header, List<Line> footer) {
    /** Share of the page's height, at its top and at its bottom. */
    private static final double BAND = 0.12;

    private static final int MAX_ROWS = 3;
    private static final int MAX_CHARACTERS = 160;
    /** A page of fewer rows is a cover or a label, not a page of a text. */
    private static final int MIN_ROWS = 6;
    /** Space between furniture and text, by the space between two rows, and by the height of the type. */
    private static final double APART = 1.6;

    private static final double APART_HEIGHTS = 0.5;
    /** Of a name, by the type of what belongs to it. */
    private static final double LARGER = 1.5;
    /** Of a page that stands almost level, which moves what is in its corners. */
    private static final double SLOPE = 0.006;

    /** @param height of the page that the boxes refer to */
    static Furniture of(List<Region> regions, int height, double bodyHeight) {
        List<List<Line>> rows = rows(regions);
        if (rows.size() < MIN_ROWS) {
            return new Furniture(List.of(), List.of());
        }
        double apart = Math.max(APART * usualSpace(rows), APART_HEIGHTS * bodyHeight);
        PageRows page = new PageRows(
                regions, Box.around(rows.stream().map(Furniture::box).toList()), bodyHeight);
        List<Line> header = outer(rows, apart, page, (int) (BAND * height), true);
        List<Line> footer = outer(rows.reversed(), apart, page, (int) ((1 - BAND) * height), false);
        return new Furniture(header, footer);
    }

    /** The regions without their furniture. */
    List<Region> without(List<Region> regions) {
        return Region.without(Region.without(regions, header), footer);
    }

    /** @param rows from the edge inwards */
    private static List<Line> outer(List<List<Line>> rows, double apart, PageRows page, int limit, boolean atTop) {
        List<List<Line>> band = rows.stream()
                .limit(Math.min(MAX_ROWS, rows.size() - 1))
                .takeWhile(row -> atTop ? box(row).bottom() <= limit : box(row).top() >= limit)
                .toList();
        for (int i = 0; i < band.size(); i++) {
            if (page.areNumbersOfColumns(rows.get(i), rows.get(i + 1))
                    && rows.subList(0, i).stream().noneMatch(page::isLarge)) {
                return lines(rows.subList(0, i + 1), atTop);
            }
        }
        for (int i = 0; i < band.size(); i++) {
            Box box = box(rows.get(i));
            Box next = box(rows.get(i + 1));
            int space = atTop ? next.top() - box.bottom() : box.top() - next.bottom();
            if (space > apart) {
                return lines(furniture(rows.subList(0, i + 2), page), atTop);
            }
        }
        return List.of();
    }

    /** @param rows the last of which is text */
    private static List<List<Line>> furniture(List<List<Line>> rows, PageRows page) {
        int last = rows.size() - 1;
        int characters = rows.subList(0, last).stream()
                .mapToInt(row -> RunningText.text(row).length())
                .sum();
        boolean corners = last == 1 && page.standsInCorners(rows.getFirst(), rows.get(last));
        boolean title = last == 1 && page.isTitleOfColumns(rows.getFirst(), rows.get(last));
        List<List<Line>> furniture = new ArrayList<>();
        for (int i = 0; i < last && characters <= MAX_CHARACTERS; i++) {
            List<List<Line>> beside = rows.subList(Math.max(0, i - 1), i + 2);
            boolean ofLetterhead = i > 0
                    && furniture.isEmpty()
                    && isUnder(rows.get(1), rows.getFirst())
                    && !RunningText.isNumbered(rows.get(i));
            if (corners || title || !ofLetterhead && page.isRunning(rows.get(i), beside)) {
                furniture.add(rows.get(i));
            }
        }
        return furniture;
    }

    /** An address stands close to the larger name of a letterhead. */
    private static boolean isUnder(List<Line> row, List<Line> outer) {
        double height = outer.getFirst().height();
        int space = Math.max(box(row).top() - box(outer).bottom(), box(outer).top() - box(row).bottom());
        return height > LARGER * row.getFirst().height() && space < height;
    }

    private static List<Line> lines(List<List<Line>> rows, boolean atTop) {
        return (atTop ? rows : rows.reversed()).stream().flatMap(List::stream).toList();
    }

    /** Lines side by side together, from the top; pieces of a row from the left. */
    private static List<List<Line>> rows(List<Region> regions) {
        List<Line> lines = Region.lines(regions)
                .sorted(Comparator.comparingInt(
                        line -> line.box().top() + line.box().bottom()))
                .toList();
        List<List<Line>> rows = new ArrayList<>();
        for (Line line : lines) {
            if (rows.isEmpty() || !isBeside(box(rows.getLast()), line.box())) {
                rows.add(new ArrayList<>());
            }
            rows.getLast().add(line);
        }
        rows.forEach(row -> row.sort(Comparator.comparingInt(line -> line.box().left())));
        return rows;
    }

    private static boolean isBeside(Box row, Box line) {
        // Less than none where one is above the other
        int common = Math.min(row.bottom(), line.bottom()) - Math.max(row.top(), line.top());
        int space = Math.max(0, Math.max(line.left() - row.right(), row.left() - line.right()));
        return 2 * (common + SLOPE * space) > Math.min(row.height(), line.height());
    }

    private static double usualSpace(List<List<Line>> rows) {
        int[] spaces = new int[rows.size() - 1];
        for (int i = 0; i < spaces.length; i++) {
            spaces[i] =
                    Math.max(0, box(rows.get(i + 1)).top() - box(rows.get(i)).bottom());
        }
        Arrays.sort(spaces);
        return spaces[spaces.length / 2];
    }

    private static Box box(List<Line> row) {
        return Box.around(row.stream().map(Line::box).toList());
    }
}
