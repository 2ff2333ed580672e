package dev.recto.worker.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of rows, divided by white corridors that run through nearly all rows that have several pieces.
 *
 * @param corridors from left to right, one less than there are columns
 * @param end right edge of the last
 */
record Columns(List<Corridor> corridors, int end) {
    /** Of the space between two words at which a piece that crosses a corridor is divided. */
    private static final double DIVISION = 0.3;

    private static final double DIVISION_OF_WORDS = 0.55;

    private static final int MIN_ROWS = 3;
    /** Of a row: as many in two rows are no coincidence. */
    private static final int MANY_PIECES = 4;
    /** By how much a heading over two columns may stand off their middle, by their width. */
    private static final double CENTRED = 0.25;

    static Columns of(List<Row> rows) {
        List<Row> several = rows.stream().filter(row -> !row.isSingle()).toList();
        // Headers stand over columns as they like; numbers are where the columns are
        List<Row> numbers = several.stream().filter(Row::hasNumbers).toList();
        List<Row> telling = numbers.size() >= MIN_ROWS || areAlike(numbers, several) ? numbers : several;
        if (telling.isEmpty()) {
            return new Columns(List.of(), 0);
        }
        Columns columns = new Columns(
                Corridors.of(telling, headings(several, telling)),
                telling.stream().mapToInt(row -> row.box().right()).max().orElseThrow());
        while (true) {
            Columns fewer = columns.withoutSplitColumn(several).withoutTornColumn(several);
            if (fewer.corridors.size() == columns.corridors.size()) {
                return columns;
            }
            columns = fewer;
        }
    }

    /** Two rows are enough where each has as many pieces as the other, and more than any row of words. */
    private static boolean areAlike(List<Row> numbers, List<Row> several) {
        int pieces = numbers.isEmpty() ? 0 : numbers.getFirst().pieces().size();
        return numbers.size() > 1
                && pieces >= MANY_PIECES
                && numbers.stream().allMatch(row -> row.pieces().size() == pieces)
                && several.stream()
                        .allMatch(row -> numbers.contains(row) || row.pieces().size() < pieces);
    }

    int count() {
        return corridors.size() + 1;
    }

    /** The corridor that is wider than all others, -1 if there is none. */
    int widest() {
        return IntStream.range(0, corridors.size())
                .boxed()
                .max(Comparator.comparingInt(i -> corridors.get(i).width()))
                .orElse(-1);
    }

    /** The pieces of each column; a piece over several columns is in its first. */
    List<List<Piece>> cells(Row row) {
        List<List<Piece>> cells = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            cells.add(new ArrayList<>());
        }
        List<Piece> parts = row.pieces().stream()
                .flatMap(piece -> (row.isSingle() ? List.of(piece) : divided(piece)).stream())
                .toList();
        for (int i = 0; i < parts.size(); i++) {
            Piece next = i + 1 < parts.size() ? parts.get(i + 1) : null;
            int column = column(parts.get(i), next);
            // Side by side, two pieces are in two columns, where there are as many
            boolean taken = !cells.get(column).isEmpty() && column + 1 < count() && isOutside(parts.get(i), column);
            cells.get(taken ? column + 1 : column).add(parts.get(i));
        }
        return cells;
    }

    /** Whether a piece of the row stands over several columns. */
    boolean isSpanned(Row row) {
        return row.pieces().stream()
                .flatMap(piece -> divided(piece).stream())
                .anyMatch(part -> corridors.stream().anyMatch(corridor -> corridor.isCrossedBy(part)));
    }

    /** The first column that has some of the piece; of a piece between two columns, the nearer that is free. */
    private int column(Piece piece, @Nullable Piece next) {
        int column = 0;
        while (column < corridors.size()
                && piece.left() >= corridors.get(column).left()) {
            column++;
        }
        if (column > 0 && piece.right() <= corridors.get(column - 1).right()) {
            Corridor before = corridors.get(column - 1);
            boolean nearer = piece.left() - before.left() < before.right() - piece.right();
            boolean centred = column > 1
                    && Math.abs(piece.left() + piece.right() - right(column) - left(column - 1))
                            < CENTRED * (right(column) - left(column - 1));
            boolean pushed = next != null && next.left() < right(column) && next.right() > before.left();
            return nearer || pushed || centred ? column - 1 : column;
        }
        return column;
    }

    private boolean isOutside(Piece piece, int column) {
        return piece.left() >= right(column);
    }

    private int left(int column) {
        return column == 0 ? 0 : corridors.get(column - 1).right();
    }

    private int right(int column) {
        return column < corridors.size() ? corridors.get(column).left() : end;
    }

    /** A stretch without what of it lies in other columns. */
    Corridor around(int column, int left, int right) {
        return new Corridor(
                Math.max(left, left(column)), column < corridors.size() ? Math.min(right, right(column)) : right);
    }

    private List<Piece> divided(Piece piece) {
        List<Piece> parts = new ArrayList<>();
        int start = 0;
        List<Word> words = piece.words();
        for (Corridor corridor : corridors) {
            int at = division(words, start, corridor, piece);
            if (at > start) {
                parts.add(new Piece(words.subList(start, at), piece.height()));
                start = at;
            }
        }
        parts.add(new Piece(words.subList(start, words.size()), piece.height()));
        return parts;
    }

    /** The first word behind the widest space within the corridor, -1 if the piece does not cross it there. */
    private static int division(List<Word> words, int start, Corridor corridor, Piece piece) {
        int best = -1;
        double widest = (piece.hasDigits() ? DIVISION : DIVISION_OF_WORDS) * piece.height();
        for (int i = start + 1; i < words.size(); i++) {
            int left = words.get(i - 1).box().right();
            int right = words.get(i).box().left();
            boolean within = right > corridor.left() && left < corridor.right();
            boolean crosses = words.get(start).box().left() < corridor.left() && piece.right() > corridor.right();
            if (within && crosses && right - left >= widest && !Currency.isBefore(words, i - 1)) {
                widest = right - left;
                best = i;
            }
        }
        return best;
    }

    /** A heading at one edge of a column and its cells at the other seem two: no row has something in both. */
    private Columns withoutSplitColumn(List<Row> rows) {
        for (int i = 0; i + 1 < count(); i++) {
            int column = i;
            boolean exclusive = rows.stream()
                    .map(this::cells)
                    .noneMatch(cells -> !cells.get(column).isEmpty()
                            && !cells.get(column + 1).isEmpty());
            if (exclusive) {
                List<Corridor> fewer = new ArrayList<>(corridors);
                fewer.remove(i);
                return new Columns(fewer, end);
            }
        }
        return this;
    }

    /** What stands a word's space behind another number, and has nothing above it or beneath, is of the same cell: a date and its time. */
    private Columns withoutTornColumn(List<Row> rows) {
        for (int i = 0; i < corridors.size(); i++) {
            Corridor corridor = corridors.get(i);
            int column = i + 1;
            List<Row> filled = rows.stream()
                    .filter(row -> !cells(row).get(column).isEmpty())
                    .limit(2)
                    .toList();
            if (filled.size() == 1
                    && rows.size() > 1
                    && filled.getFirst().pieces().stream().anyMatch(corridor::isCrossedBy)) {
                List<Corridor> fewer = new ArrayList<>(corridors);
                fewer.remove(i);
                return new Columns(fewer, end);
            }
        }
        return this;
    }

    /** The row above the first that tells where columns are. */
    private static List<Word> headings(List<Row> several, List<Row> telling) {
        int first = several.indexOf(telling.getFirst());
        return first > 0 ? several.get(first - 1).words() : List.of();
    }
}
