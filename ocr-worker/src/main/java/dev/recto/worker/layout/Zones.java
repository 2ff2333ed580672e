package dev.recto.worker.layout;

import java.util.ArrayList;
import java.util.List;

/** Rows to zones: rows of several pieces, and those of one piece between and close above them that belong to them. */
final class Zones {
    /** Empty space between rows, in heights of a row, that ends a zone. */
    private static final double MAX_GAP = 2.5;
    /** Of a heading within a table. */
    private static final int MAX_HEADING = 60;

    private static final int MAX_HEADINGS = 2;
    /** From the line of a header to the next, in heights of its type. */
    private static final double HEADER_PITCH = 1.45;

    /** The same at the end of a zone, by the space between its last rows. */
    private static final double TIGHT = 0.85;

    private static final int MAX_HEADER_LINES = 2;
    /** Of a row that begins another table, and of what stands above it. */
    private static final int MIN_HEADINGS = 3;

    private static final int MIN_ROWS_ABOVE = 2;
    /** From a table to the next, by the space from row to row. */
    private static final double WIDER = 1.3;

    private Zones() {}

    static List<Zone> of(List<Row> rows) {
        List<Zone> zones = new ArrayList<>();
        List<Row> singles = new ArrayList<>();
        List<Row> run = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            boolean far =
                    !run.isEmpty() && (isFar(run.getLast(), row) || beginsAnother(run, rows.subList(i, rows.size())));
            if (!run.isEmpty() && (row.isSingle() || far)) {
                add(zones, singles, run);
                singles = new ArrayList<>();
                run = new ArrayList<>();
            }
            (row.isSingle() ? singles : run).add(row);
        }
        if (!run.isEmpty()) {
            add(zones, singles, run);
            singles = List.of();
        }
        addEnd(zones, singles);
        return zones;
    }

    /** A cell of the last row may go on beneath it, in lower case or in another column than the first. */
    private static void addEnd(List<Zone> zones, List<Row> singles) {
        if (zones.isEmpty() || singles.isEmpty()) {
            return;
        }
        Zone zone = zones.getLast();
        Row single = singles.getFirst();
        boolean goesOn = Character.isLowerCase(single.pieces().getFirst().text().codePointAt(0))
                || zone.columns().cells(single).getFirst().isEmpty();
        int above = zone.rows().size() < 2
                ? 0
                : zone.rows().get(zone.rows().size() - 2).pitch(zone.last());
        int pitch = zone.last().pitch(single);
        if (goesOn
                && zone.columns().count() > 1
                && !zone.columns().isSpanned(single)
                && pitch < HEADER_PITCH * single.height()
                && pitch < TIGHT * above) {
            zones.set(zones.size() - 1, zone.with(List.of(single)));
            singles.removeFirst();
        }
    }

    private static void add(List<Zone> zones, List<Row> singles, List<Row> run) {
        Zone zone = Zone.of(run);
        if (!zones.isEmpty() && !belong(zones.getLast(), singles, zone)) {
            addEnd(zones, singles);
        }
        if (!zones.isEmpty() && belong(zones.getLast(), singles, zone)) {
            Zone before = zones.removeLast();
            zones.add(before.with(singles).with(run));
            return;
        }
        List<Row> header = new ArrayList<>();
        for (Row single : singles.reversed()) {
            Row below = header.isEmpty() ? zone.first() : header.getFirst();
            if (header.size() < MAX_HEADER_LINES && isHeaderOf(zone, single, below)) {
                header.addFirst(single);
            } else {
                break;
            }
        }
        header.addAll(run);
        zones.add(Zone.of(header));
    }

    /** Whether what stands between is part of the table, as headings of groups are: with it the columns stay. */
    private static boolean belong(Zone above, List<Row> singles, Zone below) {
        Row last = above.last();
        for (Row single : singles) {
            if (isFar(last, single) || single.characters() > MAX_HEADING) {
                return false;
            }
            last = single;
        }
        if (singles.size() > MAX_HEADINGS
                || isFar(last, below.first())
                || singles.isEmpty() && beginsAnother(above.rows(), below.rows())) {
            return false;
        }
        Zone all = above.with(below.rows());
        return all.columns().count()
                >= Math.max(above.columns().count(), below.columns().count());
    }

    /** Headings of more columns than any row above them has, and further from it than rows are from one another. */
    private static boolean beginsAnother(List<Row> above, List<Row> below) {
        Row header = below.getFirst();
        int pieces = header.pieces().size();
        if (above.size() < MIN_ROWS_ABOVE
                || below.size() < MIN_ROWS_ABOVE
                || pieces < MIN_HEADINGS
                || header.hasNumbers()
                || above.stream().anyMatch(row -> row.pieces().size() >= pieces)) {
            return false;
        }
        int pitch = header.pitch(below.get(1));
        for (int i = 1; i < above.size(); i++) {
            pitch = Math.max(pitch, above.get(i - 1).pitch(above.get(i)));
        }
        return above.getLast().pitch(header) > WIDER * pitch;
    }

    /** A line over one column but the first, as close as lines of a cell. */
    private static boolean isHeaderOf(Zone zone, Row single, Row below) {
        List<List<Piece>> cells = zone.columns().cells(single);
        return cells.getFirst().isEmpty()
                && !zone.columns().isSpanned(single)
                && single.pitch(below) < HEADER_PITCH * below.height();
    }

    private static boolean isFar(Row above, Row below) {
        return below.top() - above.bottom() > MAX_GAP * Math.min(below.height(), above.height());
    }
}
