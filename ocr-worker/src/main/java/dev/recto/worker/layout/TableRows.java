package dev.recto.worker.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Lines of a table to its rows: a cell may go on beneath, and a header may have several lines. */
final class TableRows {
    /** From line to line within a cell, in heights of its type. */
    private static final double CELL_PITCH = 1.45;
    /** The same where several cells go on together. */
    private static final double LINE_PITCH = 1.75;
    /** The same, by the space from row to row. */
    private static final double TIGHT = 0.85;
    /** Between words, in heights of their line. */
    private static final double SPACE = 0.3;
    /** Of a cell that goes on beneath as do those beside it: fewer are words of a list. */
    private static final int MIN_WORDS = 3;

    private final List<Row> rows;
    private final Columns columns;
    private final double pitch;
    private final int header;
    /** Of each column, how far it reaches to the right. */
    private final int[] edges;
    /** The first of those that the row of the table at hand is made of. */
    private int begun;

    private TableRows(List<Row> rows, Columns columns) {
        this.rows = rows;
        this.columns = columns;
        this.pitch = pitch(rows);
        this.header = header(rows);
        this.edges = new int[columns.count()];
        for (Row row : rows) {
            List<List<Piece>> cells = columns.cells(row);
            for (int column = 0; column < edges.length; column++) {
                for (Piece piece : cells.get(column)) {
                    edges[column] = Math.max(edges[column], piece.right());
                }
            }
        }
    }

    static List<List<List<Word>>> of(List<Row> rows, Columns columns) {
        return new TableRows(rows, columns).cells();
    }

    private List<List<List<Word>>> cells() {
        List<List<List<Word>>> table = new ArrayList<>();
        boolean goesOn = false;
        for (int i = 0; i < rows.size(); i++) {
            boolean first = !goesOn && i > 1 && isAboveItsLabel(i);
            goesOn = i > 0 && (i < header ? isHeader(i) : first || goesOn(i));
            if (!goesOn) {
                begun = i;
                List<List<Word>> row = new ArrayList<>();
                for (int column = 0; column < columns.count(); column++) {
                    row.add(new ArrayList<>());
                }
                table.add(row);
            }
            List<List<Piece>> cells = columns.cells(rows.get(i));
            for (int column = 0; column < columns.count(); column++) {
                List<Word> cell = table.getLast().get(column);
                cell.addAll(joined(CellDirt.removed(Piece.words(cells.get(column)))));
            }
        }
        return table;
    }

    /** Whether a row of the header goes on with the one above: neither says something of several columns. */
    private boolean isHeader(int i) {
        List<Piece> below = rows.get(i).pieces();
        return isClose(i)
                && !columns.isSpanned(rows.get(i))
                && rows.get(i - 1).pieces().stream()
                        .allMatch(piece -> below.stream().filter(piece::isOver).count() <= 1)
                && !isFull(rows.get(i - 1))
                && !isOverSeveral(rows.get(i - 1), rows.get(i));
    }

    /** A heading over the middle of several columns stands over none of them. */
    private boolean isOverSeveral(Row row, Row below) {
        List<List<Piece>> above = columns.cells(row);
        List<List<Piece>> cells = columns.cells(below);
        for (int column = 0; column < columns.count(); column++) {
            List<Piece> cell = cells.get(column);
            if (!cell.isEmpty()
                    && above.get(column).stream()
                            .anyMatch(piece -> cell.stream().noneMatch(piece::isMostlyOver))) {
                return true;
            }
        }
        return false;
    }

    private boolean isFull(Row row) {
        return columns.cells(row).stream().noneMatch(List::isEmpty);
    }

    /** Whether a row goes on with words of the one above, which stand higher than the label in the middle of them. */
    private boolean isAboveItsLabel(int i) {
        List<List<Piece>> above = columns.cells(rows.get(i - 1));
        List<List<Piece>> cells = columns.cells(rows.get(i));
        return above.getFirst().isEmpty()
                && !cells.getFirst().isEmpty()
                && above.stream().noneMatch(TableRows::isNumber)
                && IntStream.range(0, columns.count())
                        .noneMatch(column -> !above.get(column).isEmpty()
                                && cells.get(column).isEmpty())
                && isClose(i)
                && rows.get(i - 1).pitch(rows.get(i)) < TIGHT * rows.get(i - 2).pitch(rows.get(i - 1));
    }

    private boolean goesOn(int i) {
        List<List<Piece>> above = columns.cells(rows.get(i - 1));
        List<List<Piece>> cells = columns.cells(rows.get(i));
        for (int column = 0; column < columns.count(); column++) {
            boolean numbers = cells.get(column).stream().anyMatch(Piece::isNumber)
                    && !above.get(column).isEmpty();
            if (numbers) {
                return false;
            }
        }
        if (rows.get(i - 1).pitch(rows.get(i)) < LINE_PITCH * rows.get(i).height() && areBroken(above, cells)) {
            return true;
        }
        if (cells.getFirst().isEmpty()) {
            return isClose(i) && isTight(i) && cells.stream().noneMatch(TableRows::isNumber);
        }
        boolean lowerCase =
                Character.isLowerCase(cells.getFirst().getFirst().text().codePointAt(0));
        boolean label = rows.get(i - 1).isSingle() && !above.getFirst().isEmpty();
        return isClose(i) && (lowerCase && label || isTight(i) && isOnlyPart(cells));
    }

    /** Several cells of words that all go on beneath as their next word did not fit, in lower case where they began otherwise. */
    private boolean areBroken(List<List<Piece>> above, List<List<Piece>> cells) {
        int broken = 0;
        for (int column = 0; column < columns.count(); column++) {
            List<Piece> cell = cells.get(column);
            if (!cell.isEmpty()) {
                if (!leavesNoRoom(above.get(column), cell.getFirst(), column)) {
                    return false;
                }
                broken++;
            }
        }
        return broken > 1 && areLowerCase(cells) && !areLowerCase(columns.cells(rows.get(begun)));
    }

    /** Whether most of them are. */
    private static boolean areLowerCase(List<List<Piece>> cells) {
        List<List<Piece>> filled =
                cells.stream().filter(cell -> !cell.isEmpty()).toList();
        long lowerCase = filled.stream()
                .filter(cell -> Character.isLowerCase(cell.getFirst().text().codePointAt(0)))
                .count();
        return 2 * lowerCase > filled.size();
    }

    private boolean leavesNoRoom(List<Piece> cell, Piece next, int column) {
        int width = next.words().getFirst().box().width();
        return Piece.words(cell).size() >= MIN_WORDS
                && !next.isNumber()
                && cell.getLast().right() + SPACE * next.height() + width >= edges[column];
    }

    private static boolean isNumber(List<Piece> cell) {
        return cell.stream().anyMatch(Piece::isNumber);
    }

    private static boolean isOnlyPart(List<List<Piece>> cells) {
        return cells.stream().anyMatch(List::isEmpty) && cells.stream().noneMatch(TableRows::isNumber);
    }

    private boolean isClose(int i) {
        return rows.get(i - 1).pitch(rows.get(i)) < CELL_PITCH * rows.get(i).height();
    }

    private boolean isTight(int i) {
        return rows.get(i - 1).pitch(rows.get(i)) < TIGHT * pitch;
    }

    /** The space from row to row that all but the closest have. */
    private static double pitch(List<Row> rows) {
        double[] pitches = new double[Math.max(0, rows.size() - 1)];
        for (int i = 0; i < pitches.length; i++) {
            pitches[i] = rows.get(i).pitch(rows.get(i + 1));
        }
        Arrays.sort(pitches);
        return pitches.length == 0 ? 0 : pitches[pitches.length * 3 / 4];
    }

    /** How many rows at the top say what the numbers beneath them are; 0 where there are no numbers. */
    private static int header(List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).hasNumbers()) {
                return i;
            }
        }
        return 0;
    }

    private static List<Word> joined(List<Word> words) {
        List<Word> joined = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            boolean amount = i > 0 && Currency.isBefore(words, i - 1);
            joined.add(amount ? Currency.joined(joined.removeLast(), words.get(i)) : words.get(i));
        }
        return joined;
    }
}
