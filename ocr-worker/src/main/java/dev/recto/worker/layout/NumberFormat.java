package dev.recto.worker.layout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the numbers of a column are written.
 *
 * @param end what most of them end with: a point, comma or colon, and a nine for each digit behind the last of them; empty where
 *     they end as they like
 */
record NumberFormat(Optional<String> end) {
    /** Of the cells. */
    private static final double MOST = 0.6;

    /** Of its numbers, that show points which others may have lost. */
    private static final double MANY = 0.3;

    private static final int ENOUGH = 3;
    private static final Pattern NUMBER = Pattern.compile("[^\\p{L}|]{0,2}\\d[^\\p{L}|]*(\\p{L}{1,4})?");
    private static final Pattern END = Pattern.compile("[.,:]\\d+(?=\\D*$)");
    private static final Pattern GROUP = Pattern.compile("[.,]999");
    private static final Pattern SHORT = Pattern.compile("\\D*\\d{1,3}\\D*");
    private static final Pattern OTHER = Pattern.compile("\\D");
    private static final Pattern POINTS = Pattern.compile("[.,:\\s]");
    private static final Pattern SIGNED = Pattern.compile("[(+–—−-].*");
    private static final Pattern DIGIT = Pattern.compile("\\d");

    /** Of a column most of whose cells are numbers; those without anything don't count. */
    static Optional<NumberFormat> of(List<String> cells) {
        List<String> numbers = cells.stream().filter(NumberFormat::isNumber).toList();
        if (numbers.size() < Math.max(ENOUGH, MOST * cells.size())) {
            return Optional.empty();
        }
        Map<String, Integer> ends = new HashMap<>();
        numbers.forEach(number -> ends.merge(end(number), 1, Integer::sum));
        int without = Optional.ofNullable(ends.remove("")).orElse(0);
        Optional<String> pointed = ends.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(most -> most.getValue() >= MANY * numbers.size())
                .map(Map.Entry::getKey);
        return Optional.of(
                new NumberFormat(pointed.isEmpty() && without >= MOST * numbers.size() ? Optional.of("") : pointed));
    }

    /** Whether they are the same but for points, which only the second reading has: small ones are overlooked. */
    static boolean isWithPoint(String first, String second) {
        return end(first).isEmpty()
                && !end(second).isEmpty()
                && withoutPoints(first).equals(withoutPoints(second));
    }

    private static String withoutPoints(String cell) {
        return POINTS.matcher(cell).replaceAll("");
    }

    /** Whether digits or a sign of the other are missing. */
    static boolean isLess(String cell, String other) {
        boolean unsigned =
                SIGNED.matcher(other).matches() && !SIGNED.matcher(cell).matches();
        return unsigned || digits(cell).length() < digits(other).length();
    }

    private static String digits(String cell) {
        return OTHER.matcher(cell).replaceAll("");
    }

    static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches();
    }

    boolean mayHavePoints() {
        return !end.equals(Optional.of(""));
    }

    /** Whether a cell may be of the column: numbers of thousands stand among smaller ones. */
    boolean fits(String cell) {
        return isNumber(cell) && end.map(most -> mayEnd(cell, most)).orElse(true);
    }

    private static boolean mayEnd(String cell, String most) {
        String other = end(cell);
        boolean group = GROUP.matcher(most).matches() && SHORT.matcher(cell).matches();
        return other.equals(most)
                || group
                || most.isEmpty() && GROUP.matcher(other).matches();
    }

    private static String end(String cell) {
        Matcher end = END.matcher(cell);
        return end.find() ? DIGIT.matcher(end.group()).replaceAll("9") : "";
    }
}
