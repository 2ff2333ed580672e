package dev.recto.worker.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** White that runs down through nearly all rows. */
final class Corridors {
    /** Of the rows, that may cross a corridor. */
    private static final double CROSSING = 0.15;
    /** Of a corridor, in heights of a row. */
    private static final double WIDTH = 0.5;

    /** Of the space between words of two columns, where others are aligned with them. */
    private static final double WIDE = 0.55;
    /** The same, by the narrower spaces of the rows: what was typed has wide ones everywhere. */
    private static final double WIDER = 1.5;
    /** By how much the edge of a column may vary, in heights of a row. */
    private static final double ALIGNED = 0.15;
    /** Rows in which something is aligned: one may be so by chance. */
    private static final int MIN_ROWS = 2;

    private final List<Row> rows;
    private final List<Word> headings;
    /** Of each row, those that are one whatever their spaces are. */
    private final List<List<Piece>> numbers;

    private final double height;
    /** The least space between words of two columns. */
    private final double wide;
    /** Of each row, where columns may begin and end. */
    private final List<Edges> edges;

    /** From left to right. */
    private record Edges(Row row, int[] lefts, int[] rights) {}

    private Corridors(List<Row> rows, List<Word> headings) {
        this.rows = rows;
        this.headings = headings;
        this.numbers = rows.stream().map(Corridors::certainNumbers).toList();
        this.height = Row.usualHeight(rows);
        int[] spaces = rows.stream()
                .flatMap(row -> row.pieces().stream())
                .flatMapToInt(piece -> IntStream.range(1, piece.words().size()).map(piece::space))
                .sorted()
                .toArray();
        this.wide = Math.max(WIDE * height, spaces.length == 0 ? 0 : WIDER * spaces[spaces.length / 4]);
        this.edges = rows.stream().map(this::edgesOf).toList();
    }

    /** @param headings the words above the rows */
    static List<Corridor> of(List<Row> rows, List<Word> headings) {
        return new Corridors(rows, headings).found();
    }

    private List<Corridor> found() {
        int left = rows.stream().mapToInt(row -> row.box().left()).min().orElseThrow();
        int right = rows.stream().mapToInt(row -> row.box().right()).max().orElseThrow();
        int[] covered = new int[right - left];
        for (Row row : rows) {
            for (Piece piece : row.pieces()) {
                // Of a piece that crosses a corridor, parts may belong to several columns
                for (Piece part : parts(piece, row)) {
                    for (int x = part.left(); x < part.right(); x++) {
                        covered[x - left]++;
                    }
                }
            }
        }
        // One row that crosses is a coincidence only where there are several others
        int most = (int) (CROSSING * rows.size());
        List<Corridor> corridors = new ArrayList<>();
        int start = -1;
        for (int x = 0; x <= covered.length; x++) {
            boolean white = x < covered.length && covered[x] <= most;
            if (white && start < 0) {
                start = x;
            } else if (!white && start >= 0) {
                if (start > 0 && x < covered.length && x - start >= WIDTH * height) {
                    corridors.add(narrowed(covered, start, x, left));
                }
                start = -1;
            }
        }
        return corridors;
    }

    private List<Piece> parts(Piece piece, Row row) {
        List<Piece> each = piece.numbers(i -> isBetweenHeadings(piece, i) || isBetweenNumbers(piece, i));
        if (each.size() > 1 || piece.isNumber()) {
            return each;
        }
        List<Piece> parts = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < piece.words().size(); i++) {
            if (isWide(piece, i) && isAligned(piece, i, row)) {
                parts.add(piece.part(start, i));
                start = i;
            }
        }
        parts.add(piece.part(start, piece.words().size()));
        return parts;
    }

    /** Whether two headings end where the words on either side of a space do. */
    private boolean isBetweenHeadings(Piece piece, int word) {
        List<Word> words = piece.words();
        // What goes on in lower case is of the same heading
        return IntStream.range(1, headings.size())
                .filter(i -> !Character.isLowerCase(headings.get(i).text().codePointAt(0)))
                .anyMatch(i -> isNear(right(headings.get(i - 1)), right(words.get(word - 1)))
                        && isNear(right(headings.get(i)), right(words.get(word))));
    }

    /** Whether another row has a number over either side of a space, and neither is over both. */
    private boolean isBetweenNumbers(Piece piece, int word) {
        Piece before = piece.part(word - 1, word);
        Piece behind = piece.part(word, word + 1);
        return numbers.stream()
                .anyMatch(row -> row.stream().anyMatch(one -> one.isOver(before) && !one.isOver(behind))
                        && row.stream().anyMatch(one -> one.isOver(behind) && !one.isOver(before)));
    }

    private static List<Piece> certainNumbers(Row row) {
        return row.pieces().stream()
                .filter(piece -> !piece.isGrouped())
                .flatMap(piece -> piece.numbers(word -> false).stream())
                .filter(Piece::isNumber)
                .toList();
    }

    /** Whether a word begins where others of a column do, or ends there. */
    private boolean isAligned(Piece piece, int word, Row row) {
        List<Word> words = piece.words();
        boolean ends = word + 1 == words.size() || isWide(piece, word + 1);
        return isEdge(words.get(word).box().left(), row, Edges::lefts)
                || ends && isEdge(right(words.get(word)), row, Edges::rights);
    }

    private boolean isEdge(int x, Row row, Function<Edges, int[]> side) {
        return edges.stream()
                        .filter(other -> other.row() != row && hasNear(side.apply(other), x))
                        .limit(MIN_ROWS)
                        .count()
                == MIN_ROWS;
    }

    private Edges edgesOf(Row row) {
        IntStream.Builder lefts = IntStream.builder();
        IntStream.Builder rights = IntStream.builder();
        for (Piece piece : row.pieces()) {
            for (int i = 0; i < piece.words().size(); i++) {
                if (i == 0 || isWide(piece, i)) {
                    lefts.add(piece.words().get(i).box().left());
                }
                if (i + 1 == piece.words().size() || isWide(piece, i + 1)) {
                    rights.add(right(piece.words().get(i)));
                }
            }
        }
        return new Edges(
                row, lefts.build().sorted().toArray(), rights.build().sorted().toArray());
    }

    private boolean hasNear(int[] sorted, int x) {
        int found = Arrays.binarySearch(sorted, x);
        int next = -found - 1;
        return found >= 0 || next < sorted.length && isNear(sorted[next], x) || next > 0 && isNear(sorted[next - 1], x);
    }

    private boolean isWide(Piece piece, int word) {
        return piece.space(word) >= wide;
    }

    private boolean isNear(int x, int other) {
        return Math.abs(x - other) < ALIGNED * height;
    }

    private static int right(Word word) {
        return word.box().right();
    }

    /** To where the fewest rows cross. */
    private static Corridor narrowed(int[] covered, int from, int to, int left) {
        int fewest = Arrays.stream(covered, from, to).min().orElseThrow();
        int bestFrom = from;
        int bestTo = from;
        for (int x = from; x < to; x++) {
            int start = x;
            while (x < to && covered[x] == fewest) {
                x++;
            }
            if (x - start > bestTo - bestFrom) {
                bestFrom = start;
                bestTo = x;
            }
        }
        return new Corridor(left + bestFrom, left + bestTo);
    }
}
