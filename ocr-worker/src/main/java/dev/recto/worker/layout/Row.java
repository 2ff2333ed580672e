package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Pieces beside one another, from left to right. */
record Row(List<Piece> pieces) {
    private static final Pattern DESCENDING = Pattern.compile("[gjpqyQ,;()\\[\\]{}|/$§@_]");
    /** Of what is beneath the line, by the height of its type. */
    private static final double DESCENT = 0.2;

    static List<Row> of(List<Piece> pieces) {
        List<Row> rows = new ArrayList<>();
        List<Piece> sorted = new ArrayList<>(pieces);
        sorted.sort(
                Comparator.comparingInt(piece -> piece.box().top() + piece.box().bottom()));
        for (Piece piece : sorted) {
            if (rows.isEmpty() || !rows.getLast().takes(piece)) {
                rows.add(new Row(new ArrayList<>()));
            }
            rows.getLast().pieces.add(piece);
        }
        return rows.stream().map(Row::joined).toList();
    }

    /** A currency may have been taken for a column of its own. */
    private Row joined() {
        List<Piece> sorted = new ArrayList<>(pieces);
        sorted.sort(Comparator.comparingInt(Piece::left));
        List<Piece> joined = new ArrayList<>();
        for (Piece piece : sorted) {
            boolean amount = !joined.isEmpty() && joined.getLast().endsWithCurrencyOf(piece);
            joined.add(amount ? joined.removeLast().with(piece) : piece);
        }
        return new Row(joined);
    }

    boolean isSingle() {
        return pieces.size() == 1;
    }

    /** Whether it says how much rather than what: years are no amounts. */
    boolean hasNumbers() {
        long numbers = pieces.stream()
                .skip(1)
                .filter(piece -> piece.isNumber() && !piece.isYear())
                .count();
        return numbers > 0 && 2 * numbers >= pieces.size() - 1;
    }

    List<Word> words() {
        return Piece.words(pieces);
    }

    Box box() {
        return Box.around(pieces.stream().map(Piece::box).toList());
    }

    int top() {
        return pieces.stream().mapToInt(piece -> piece.box().top()).min().orElseThrow();
    }

    int bottom() {
        return pieces.stream().mapToInt(piece -> piece.box().bottom()).max().orElseThrow();
    }

    /** The middle one; 0 of none. */
    static double usualHeight(List<Row> rows) {
        return rows.stream()
                .mapToDouble(Row::height)
                .sorted()
                .skip(rows.size() / 2)
                .findFirst()
                .orElse(0);
    }

    double height() {
        return pieces.stream().mapToDouble(Piece::height).max().orElseThrow();
    }

    int characters() {
        return pieces.stream().mapToInt(piece -> piece.text().length()).sum();
    }

    /** From line to line: letters that reach below it make boxes differ, and so do those that reach above others. */
    int pitch(Row below) {
        return below.baseline() - baseline();
    }

    /** Where letters stand that reach below it no further. */
    private int baseline() {
        int[] bottoms = words().stream()
                .mapToInt(word -> word.box().bottom()
                        - (DESCENDING.matcher(word.text()).find() ? (int) Math.round(DESCENT * height()) : 0))
                .sorted()
                .toArray();
        return bottoms[bottoms.length / 2];
    }

    private boolean takes(Piece piece) {
        Box box = piece.box();
        int common = Boxes.overlap(top(), bottom(), box.top(), box.bottom());
        return 2 * common > Math.min(bottom() - top(), box.height())
                && pieces.stream()
                        .noneMatch(each -> Boxes.overlap(each.left(), each.right(), piece.left(), piece.right()) > 0);
    }
}
