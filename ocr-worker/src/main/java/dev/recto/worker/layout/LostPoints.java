package dev.recto.worker.layout;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Points that were not read but take room: a number is as wide as others of its column that have as many digits and a point besides. */
final class LostPoints {
    private static final Pattern DIGITS = Pattern.compile("\\D?\\d{2,}");
    private static final Pattern POINTED = Pattern.compile("\\D?\\d+([.,:]\\d+)+");
    private static final Pattern POINT = Pattern.compile("[.,:]");
    private static final Pattern DIGIT = Pattern.compile("\\d");
    /** Of a point, by the width of a digit. */
    private static final double WIDTH = 0.45;

    private static final int ENOUGH = 2;

    private LostPoints() {}

    /** @param column other numbers, of which most have points */
    static Optional<String> in(Word number, List<Word> column) {
        if (!DIGITS.matcher(number.text()).matches()) {
            return Optional.empty();
        }
        return column.stream()
                .filter(word -> POINTED.matcher(word.text()).matches()
                        && nines(POINT.matcher(word.text()).replaceAll("")).equals(nines(number.text())))
                .collect(Collectors.groupingBy(word -> nines(word.text())))
                .values()
                .stream()
                .filter(alike -> alike.size() >= ENOUGH && isAsWide(number, alike))
                .findFirst()
                .map(alike -> pointed(number.text(), alike.getFirst().text()));
    }

    private static String nines(String text) {
        return DIGIT.matcher(text).replaceAll("9");
    }

    /** Digits differ in width: the widest of the others tells. */
    private static boolean isAsWide(Word number, List<Word> alike) {
        int widest = alike.stream().mapToInt(LostPoints::width).max().orElseThrow();
        int digits = number.text().length();
        double points = WIDTH * (alike.getFirst().text().length() - digits);
        return width(number) > widest * (digits + points / 2) / (digits + points);
    }

    private static int width(Word word) {
        return word.box().right() - word.box().left();
    }

    private static String pointed(String digits, String like) {
        StringBuilder pointed = new StringBuilder(digits);
        for (int i = 1; i < like.length(); i++) {
            if (!Character.isDigit(like.charAt(i))) {
                pointed.insert(i, like.charAt(i));
            }
        }
        return pointed.toString();
    }
}
