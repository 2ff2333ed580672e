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
                        word -> NumberFormat.nines(NumberFormat.withoutPoints(word.text())),
                        Collectors.groupingBy(word -> NumberFormat.nines(word.text()))));
    }

    /** The number with its points; none where they may stand in several places. */
    Optional<String> in(List<Word> cell) {
        Word number = cell.getFirst();
        if (cell.size() > 1 || !DIGITS.matcher(number.text()).matches()) {
            return Optional.empty();
        }
        List<String> alike = pointed.getOrDefault(NumberFormat.nines(number.text()), Map.of()).entrySet().stream()
                .filter(form -> form.getValue().size() >= ENOUGH && isAsWide(number, form.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return alike.size() == 1
                ? Optional.of(NumberFormat.laid(NumberFormat.digits(number.text()), alike.getFirst()))
                : Optional.empty();
    }

    /** Digits differ in width: the widest of the others tells. */
    private static boolean isAsWide(Word number, List<Word> alike) {
        int widest = alike.stream().mapToInt(word -> word.box().width()).max().orElseThrow();
        int digits = number.text().length();
        double points = WIDTH * (alike.getFirst().text().length() - digits);
        return number.box().width() > widest * (digits + points / 2) / (digits + points);
    }
}
