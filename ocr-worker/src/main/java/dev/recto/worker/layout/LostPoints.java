package dev.recto.worker.layout;

import java.util.List;
import java.util.Map;
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

    /** Numbers with points, by how they are written, by how that is without points. */
    private final Map<String, Map<String, List<Word>>> pointed;

    /** @param column its cells, of which most have points */
    LostPoints(List<List<Word>> column) {
        pointed = column.stream()
                .filter(cell -> cell.size() == 1)
                .map(List::getFirst)
                .filter(word -> POINTED.matcher(word.text()).matches())
                .collect(Collectors.groupingBy(
                        word -> nines(POINT.matcher(word.text()).replaceAll("")),
                        Collectors.groupingBy(word -> nines(word.text()))));
    }

    /** The number with its points; none where they may stand in several places. */
    Optional<String> in(List<Word> cell) {
        Word number = cell.getFirst();
        if (cell.size() > 1 || !DIGITS.matcher(number.text()).matches()) {
            return Optional.empty();
        }
        List<List<Word>> alike = pointed.getOrDefault(nines(number.text()), Map.of()).values().stream()
                .filter(words -> words.size() >= ENOUGH && isAsWide(number, words))
                .toList();
        return alike.size() == 1
                ? Optional.of(pointed(number.text(), alike.getFirst().getFirst().text()))
                : Optional.empty();
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
