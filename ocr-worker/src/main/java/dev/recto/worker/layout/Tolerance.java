package dev.recto.worker.layout;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** By how much a number may be more or less, behind it in its cell: the sign between them is read as many others. */
final class Tolerance {
    private static final String SIGN = "±";
    private static final char DIGIT = 'd';
    /** What the sign is read as, in one piece or two. */
    private static final Pattern READ = Pattern.compile(" ?[±+#£=t42]{1,2} ?");

    private static final Pattern CELL = Pattern.compile("\\d[\\d.,]*[ ±+#£=t42][\\d.,±+#£=t ]*\\d( ?[a-d*†‡])?");
    /** Of a note, behind it. */
    private static final Pattern MARK = Pattern.compile(" ?[a-d*†‡]$");

    private static final Pattern CLEAR = Pattern.compile("\\d[\\d.,]* ?[±+] ?[.,]?\\d[\\d.,]*( ?[a-d*†‡]+)?");
    private static final Pattern OTHER = Pattern.compile("[^d.]+$");
    private static final Pattern POINT = Pattern.compile("[.,]");
    private static final Pattern POINTED = Pattern.compile("d*\\.d+");
    private static final int ENOUGH = 2;

    private Tolerance() {}

    /** Whether several cells of a column have one. */
    static boolean isIn(List<String> cells) {
        return cells.stream().filter(cell -> CLEAR.matcher(cell).matches()).count() >= ENOUGH;
    }

    /** Whether a cell may have one, which shows in its strokes. */
    static boolean mayHave(String cell) {
        return CELL.matcher(cell).matches();
    }

    /**
     * A cell with its sign, if its strokes show one between as many digits on either side.
     *
     * @param shape of the strokes: {@code d} for a digit, points and signs for themselves
     * @param point what most numbers of the column have
     */
    static Optional<String> shown(String cell, String shape, String point) {
        int at = shape.indexOf(SIGN);
        if (at <= 0 || shape.lastIndexOf(SIGN) > at || !mayHave(cell)) {
            return Optional.empty();
        }
        String before = shape.substring(0, at);
        String behind = OTHER.matcher(shape.substring(at + 1)).replaceFirst("");
        String numbers = MARK.matcher(cell).replaceFirst("");
        String mark = cell.substring(numbers.length());
        for (int from = 1; from < numbers.length(); from++) {
            for (int to = from + 1; to < numbers.length(); to++) {
                String read = numbers.substring(from, to);
                String left = numbers.substring(0, from);
                String right = numbers.substring(to);
                if (READ.matcher(read).matches() && isOf(left, before) && isOf(right, behind)) {
                    String space = read.contains(" ") ? " " : "";
                    return Optional.of(
                            pointed(left, before, point) + space + SIGN + space + pointed(right, behind, point) + mark);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(String number, String shape) {
        return NumberFormat.digits(number).length()
                        == shape.chars().filter(stroke -> stroke == DIGIT).count()
                && number.strip().equals(number);
    }

    /** With the point that was overlooked. */
    private static String pointed(String number, String shape, String point) {
        return POINT.matcher(number).find() || !POINTED.matcher(shape).matches()
                ? number
                : NumberFormat.laid(number, shape.replace(DIGIT, '9').replace(".", point));
    }
}
