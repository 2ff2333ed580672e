package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Rows of a page beside one another: those of a table, and what stands above columns, are no running text. */
final class PageRows {
    /** From a row to one whose columns it may have, in heights of its type. */
    private static final double NEAR = 6;

    private static final int MIN_COLUMNS = 2;

    private final Box box;
    private final double bodyHeight;
    private final Set<Line> prose;
    private final Set<Word> cells = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param box of all lines of the page */
    PageRows(List<Region> regions, Box box, double bodyHeight) {
        this.box = box;
        this.bodyHeight = bodyHeight;
        this.prose = Prose.lines(regions);
        for (Zone zone : Tables.zones(regions)) {
            zone.rows().forEach(row -> row.pieces().forEach(piece -> cells.addAll(piece.words())));
        }
    }

    /** @param around the rows next to it, and itself */
    boolean isRunning(List<Line> row, List<List<Line>> around) {
        return RunningText.isNumbered(row) || !isOfTable(row, around) && RunningText.is(row, bodyHeight, box);
    }

    /** A line by itself above or beneath columns of prose, which begins none of them. */
    boolean isTitleOfColumns(List<Line> row, List<Line> next) {
        return next.size() > 1 && prose.containsAll(next) && RunningText.isTitle(row, bodyHeight);
    }

    /** Columns that are counted have their numbers next to them, and nothing else does; one of them may begin with a heading. */
    boolean areNumbersOfColumns(List<Line> row, List<Line> next) {
        return next.size() > 1
                && next.stream().anyMatch(prose::contains)
                && !isLarge(row)
                && RunningText.areSuccessive(row);
    }

    boolean isLarge(List<Line> row) {
        return RunningText.isLarge(row, bodyHeight);
    }

    boolean standsInCorners(List<Line> row, List<Line> next) {
        return !isOfTable(row, List.of(next)) && RunningText.standsInCorners(row, box, next);
    }

    private boolean isOfTable(List<Line> row, List<List<Line>> around) {
        return row.stream().flatMap(line -> line.words().stream()).anyMatch(cells::contains)
                || around.stream().anyMatch(other -> other != row && hasColumnsOf(row, other));
    }

    /** Whether several pieces of a row stand beneath or above those of another that is no prose. */
    private boolean hasColumnsOf(List<Line> row, List<Line> other) {
        if (other.stream().anyMatch(prose::contains) || isFar(row, other)) {
            return false;
        }
        List<Piece> pieces = pieces(other);
        long common = pieces(row).stream()
                .filter(piece -> pieces.stream().anyMatch(piece::isOver))
                .count();
        return pieces.size() >= MIN_COLUMNS && common >= MIN_COLUMNS;
    }

    private static boolean isFar(List<Line> row, List<Line> other) {
        Box a = Box.around(row.stream().map(Line::box).toList());
        Box b = Box.around(other.stream().map(Line::box).toList());
        int space = Math.max(b.top() - a.bottom(), a.top() - b.bottom());
        return space > NEAR * row.getFirst().height();
    }

    private static List<Piece> pieces(List<Line> row) {
        return row.stream().flatMap(line -> Piece.of(line).stream()).toList();
    }
}
