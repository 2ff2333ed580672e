package dev.recto.worker.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Rows that may be a table. */
record Zone(List<Row> rows, Columns columns) {
    private static final int MIN_ROWS = 2;
    /** Two columns are a table only with numbers, or if they are long. */
    private static final int MIN_ROWS_OF_TWO_COLUMNS = 3;

    private static final int MIN_ROWS_OF_TWO_COLUMNS_OF_TEXT = 4;
    private static final double MAX_CELL_CHARACTERS = 40;
    private static final double MAX_CELL_CHARACTERS_OF_TWO_COLUMNS = 22;
    private static final int SIGN = 2;
    private static final double FILLED = 0.5;
    /** Of a table that has hardly any rows, or hardly more and no numbers. */
    private static final double FILLED_OF_FEW = 0.8;

    private static final double NUMBERS = 0.3;
    /** Of either of two tables side by side, and the space between them in heights of a row. */
    private static final int MIN_COLUMNS = 2;

    private static final double APART = 3;

    /** Of the cells, from which on a zone is a program. */
    private static final double CODE_SHARE = 0.2;

    /** Of the cells, from which on a zone is an index: words and the pages that have them, in every column. */
    private static final double INDEX_SHARE = 0.5;

    private static final Pattern INDEX = Pattern.compile("\\P{L}*+\\p{L}.*[, ]\\d{1,4}([–-]\\d{1,4})?");

    private static final Pattern BESIDE_ENTRIES = Pattern.compile("\\p{Lu}|\\d{1,4}(, \\d{1,4})+");

    static Zone of(List<Row> rows) {
        return new Zone(rows, Columns.of(rows));
    }

    Zone with(List<Row> more) {
        List<Row> all = new ArrayList<>(rows);
        all.addAll(more);
        return of(all);
    }

    Row first() {
        return rows.getFirst();
    }

    Row last() {
        return rows.getLast();
    }

    /** The rows of several pieces without those of the header. */
    List<Row> body() {
        List<Row> several = rows.stream().filter(row -> !row.isSingle()).toList();
        List<Row> numbers = several.stream().dropWhile(row -> !row.hasNumbers()).toList();
        // Where most columns are words, only the first row is sure to be a header
        return numbers.isEmpty() ? several.stream().skip(1).toList() : numbers;
    }

    /** A legend: its first column has signs or numbers, no words. */
    private boolean isSigned(List<Row> rows) {
        return 2
                        * rows.stream()
                                .map(row -> columns.cells(row).getFirst())
                                .filter(cell -> cell.stream()
                                                .mapToInt(piece -> piece.text().length())
                                                .sum()
                                        <= SIGN)
                                .count()
                > rows.size();
    }

    /** Initials above entries, and pages that go on in the next line, may seem to be columns of their own. */
    private boolean isIndex(List<Row> rows) {
        List<List<List<Piece>>> filled = IntStream.range(0, columns.count())
                .mapToObj(column -> rows.stream()
                        .map(row -> columns.cells(row).get(column))
                        .filter(cell -> !cell.isEmpty()
                                && !BESIDE_ENTRIES
                                        .matcher(cell.getLast().text())
                                        .matches())
                        .toList())
                .filter(cells -> !cells.isEmpty())
                .toList();
        return filled.size() > 1
                && filled.stream()
                        .allMatch(cells -> cells.stream().filter(Zone::isEntry).count() > INDEX_SHARE * cells.size());
    }

    private static boolean isEntry(List<Piece> cell) {
        return INDEX.matcher(cell.getLast().text()).matches();
    }

    boolean isTable() {
        List<Row> several = rows.stream().filter(row -> !row.isSingle()).toList();
        List<Piece> cells = several.stream()
                .flatMap(row -> columns.cells(row).stream())
                .flatMap(List::stream)
                .toList();
        int characters =
                cells.stream().mapToInt(cell -> CjkText.letters(cell.text())).sum();
        long numbers = cells.stream().filter(Piece::isNumber).count();
        long code = cells.stream().filter(cell -> Code.is(cell.text())).count();
        boolean two = columns.count() == 2;
        int minRows = !two
                ? MIN_ROWS
                : numbers >= NUMBERS * cells.size() ? MIN_ROWS_OF_TWO_COLUMNS : MIN_ROWS_OF_TWO_COLUMNS_OF_TEXT;
        int few = numbers > 0 ? MIN_ROWS : MIN_ROWS + 1;
        return columns.count() >= 2
                && several.size() >= minRows
                && cells.size() >= (several.size() <= few ? FILLED_OF_FEW : FILLED) * several.size() * columns.count()
                && characters <= (two ? MAX_CELL_CHARACTERS_OF_TWO_COLUMNS : MAX_CELL_CHARACTERS) * cells.size()
                && !(two && isSigned(several))
                && !isIndex(several)
                && code < CODE_SHARE * cells.size();
    }

    /** Two tables side by side, each with its own words before its numbers; else the whole. */
    List<Zone> apart() {
        return IntStream.range(1, Math.max(1, columns.count() - MIN_COLUMNS))
                .filter(i -> isWide(columns.corridors().get(i))
                        && hasWordsAndNumbers(i)
                        && (i == columns.widest() || isHeadedTwice(i)))
                .mapToObj(i -> apart(columns.corridors().get(i)))
                .filter(parts -> parts.stream().allMatch(Zone::isTable))
                .findFirst()
                .orElse(List.of(this));
    }

    private boolean isWide(Corridor corridor) {
        boolean crossed = rows.stream().flatMap(row -> row.pieces().stream()).anyMatch(corridor::isCrossedBy);
        return !crossed && corridor.width() >= APART * Row.usualHeight(rows);
    }

    private boolean hasWordsAndNumbers(int column) {
        return !isOfNumbers(0) && isOfNumbers(column) && isOfWords(column + 1) && isOfNumbers(columns.count() - 1);
    }

    /** Whether either side of a corridor has a title, or the same headings over its numbers. */
    private boolean isHeadedTwice(int corridor) {
        int left = columns.corridors().get(corridor).left();
        if (first().pieces().size() == 2
                && first().pieces().stream().allMatch(Zone::isTitle)
                && first().pieces().getFirst().right() <= left
                && first().pieces().getLast().left() > left) {
            return true;
        }
        return rows.stream().limit(rows.size() - body().size()).anyMatch(row -> {
            List<String> headings = columns.cells(row).stream()
                    .map(cell -> CjkText.join(Piece.words(cell)))
                    .toList();
            List<String> over = headings.subList(1, corridor + 1);
            return over.stream().noneMatch(String::isEmpty)
                    && over.equals(headings.subList(corridor + 2, headings.size()));
        });
    }

    private static boolean isTitle(Piece piece) {
        return RunningText.isCaption(piece.text());
    }

    private List<Zone> apart(Corridor corridor) {
        return List.of(
                beside(piece -> piece.right() <= corridor.right()), beside(piece -> piece.right() > corridor.right()));
    }

    private Zone beside(Predicate<Piece> side) {
        return of(rows.stream()
                .map(row -> new Row(row.pieces().stream().filter(side).toList()))
                .dropWhile(row -> row.pieces().stream().allMatch(Zone::isTitle))
                .filter(row -> !row.pieces().isEmpty())
                .toList());
    }

    /** Measures are none. */
    private boolean isOfWords(int column) {
        List<Piece> cells = cells(column);
        return 2
                        * cells.stream()
                                .filter(piece -> NumberFormat.isNumber(piece.text()))
                                .count()
                <= cells.size();
    }

    private List<Piece> cells(int column) {
        return rows.stream()
                .flatMap(row -> columns.cells(row).get(column).stream())
                .toList();
    }

    private boolean isOfNumbers(int column) {
        List<Piece> cells = cells(column);
        return 2 * cells.stream().filter(Piece::isNumber).count() > cells.size();
    }
}
