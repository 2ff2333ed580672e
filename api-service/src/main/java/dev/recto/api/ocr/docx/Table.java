package dev.recto.api.ocr.docx;

import dev.recto.api.ocr.text.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A table's cells in the grid that Word wants: each row as long as the others, and a cell over several rows in each of them.
 *
 * @param columns of the grid
 */
record Table(List<Row> rows, int columns) {
    /** Word opens no table with more. */
    static final int MOST_COLUMNS = 63;

    private static final Set<String> GROUPS = Set.of("thead", "tbody", "tfoot");

    /**
     * @param cell null where one of a row above goes on, or none is
     * @param columns that it reaches over
     */
    record Slot(@Nullable Element cell, int columns, Merge merge) {}

    enum Merge {
        NONE,
        BEGINS,
        GOES_ON
    }

    record Row(boolean head, List<Slot> slots) {
        private int columns() {
            return slots.stream().mapToInt(Slot::columns).sum();
        }
    }

    /** Empty where it is larger than a table of a page. */
    static Optional<Table> of(Element table) {
        List<Element> lines = lines(table);
        List<Hanging> hanging = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        int slots = 0;
        for (int i = 0; i < lines.size(); i++) {
            Row row = row(lines.get(i), hanging, lines.size() - i);
            slots += row.slots().size();
            if (row.columns() > MOST_COLUMNS || slots > Tables.MOST_SLOTS) {
                return Optional.empty();
            }
            rows.add(row);
        }
        int columns = rows.stream().mapToInt(Row::columns).max().orElse(0);
        return Optional.of(
                new Table(rows.stream().map(row -> filled(row, columns)).toList(), columns));
    }

    /** Not those of tables within. */
    static List<Element> lines(Element table) {
        List<Element> lines = new ArrayList<>();
        for (Element child : table.children()) {
            if (child.nameIs("tr")) {
                lines.add(child);
            } else if (GROUPS.contains(child.normalName())) {
                child.children().stream().filter(each -> each.nameIs("tr")).forEach(lines::add);
            }
        }
        return lines;
    }

    /** A cell that reaches into rows below. */
    private record Hanging(int column, int columns, int rows) {}

    /** @param left rows, this one among them */
    private static Row row(Element line, List<Hanging> hanging, int left) {
        List<Slot> slots = new ArrayList<>();
        List<Hanging> next = new ArrayList<>();
        List<Hanging> above = new ArrayList<>(hanging);
        int column = 0;
        for (Element cell : line.children()) {
            column = goOn(above, slots, next, column);
            int columns = span(cell, "colspan", MOST_COLUMNS + 1);
            int down = span(cell, "rowspan", left);
            slots.add(new Slot(cell, columns, down > 1 ? Merge.BEGINS : Merge.NONE));
            if (down > 1) {
                next.add(new Hanging(column, columns, down - 1));
            }
            column += columns;
        }
        // Whoever hangs further right than this row reaches keeps its column
        for (Hanging rest = first(above); rest != null; rest = first(above)) {
            if (rest.column() > column) {
                slots.add(new Slot(null, rest.column() - column, Merge.NONE));
                column = rest.column();
            }
            column = goOn(above, slots, next, column);
        }
        next.sort((one, other) -> Integer.compare(one.column(), other.column()));
        hanging.clear();
        hanging.addAll(next);
        return new Row(line.parent() != null && line.parent().nameIs("thead"), slots);
    }

    private static @Nullable Hanging first(List<Hanging> above) {
        return above.isEmpty() ? null : above.getFirst();
    }

    /** Returns the next column that is free. Where cells overlap, the one above goes on behind the other. */
    private static int goOn(List<Hanging> above, List<Slot> slots, List<Hanging> next, int from) {
        int column = from;
        while (!above.isEmpty() && above.getFirst().column() <= column) {
            Hanging cell = above.removeFirst();
            slots.add(new Slot(null, cell.columns(), Merge.GOES_ON));
            if (cell.rows() > 1) {
                next.add(new Hanging(column, cell.columns(), cell.rows() - 1));
            }
            column += cell.columns();
        }
        return column;
    }

    private static int span(Element cell, String attribute, int most) {
        String text = cell.attr(attribute);
        return text.matches("\\d{1,4}") ? Math.clamp(Integer.parseInt(text), 1, most) : 1;
    }

    private static Row filled(Row row, int columns) {
        int missing = columns - row.columns();
        if (missing == 0) {
            return row;
        }
        List<Slot> slots = new ArrayList<>(row.slots());
        slots.add(new Slot(null, missing, Merge.NONE));
        return new Row(row.head(), slots);
    }
}
