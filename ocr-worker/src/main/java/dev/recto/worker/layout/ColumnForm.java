package dev.recto.worker.layout;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How most cells of a column are written, sign by sign: {@code A} for a letter, {@code 9} for a digit, and what else there is for itself. Of
 * codes, dates and amounts it tells what a sign must be, of which only its shape was read.
 *
 * @param like cells that are written so, without blanks
 * @param brief that form, with one sign for letters or digits in a row
 * @param others how many cells are written otherwise, by their own forms
 * @param bare whether that is told without signs of amounts, which only some have
 */
record ColumnForm(List<String> like, String brief, Map<String, Integer> others, boolean bare) {
    /** Of the cells. */
    private static final double MOST = 0.6;

    private static final int ENOUGH = 4;
    /** Of the cells that are written like most: what is more is no accident. */
    private static final double RARE = 0.5;

    private static final char LETTER = 'A';
    private static final char DIGIT = '9';
    private static final String POINTS = ".,";
    private static final Pattern ROW = Pattern.compile("([A9])\\1+");
    private static final Pattern SIGNED = Pattern.compile("^([$€£¥+–—−(-]{0,2})(\\d.*?)(\\)?)$");
    private static final Pattern POINTED = Pattern.compile("9([.,:]9)+");
    /** Brackets of an amount, and what they are taken for. */
    private static final Pattern AROUND = Pattern.compile("[({\\[](\\d.*\\d)[)}\\]J]");

    private static final String SPECKS = ".,:;'‘’`·";
    /** What grain leaves beside a cell. */
    private static final Pattern EDGE = Pattern.compile("^[,:;'‘’`\"“”„|_~]+|[.,:;'‘’`·|_~]+$");

    /** @param cells without blanks, none of them empty; a column of words has none */
    static Optional<ColumnForm> of(List<String> cells) {
        return of(cells, false)
                .or(() -> of(
                        cells.stream()
                                .map(cell -> SIGNED.matcher(cell).replaceFirst("$2"))
                                .toList(),
                        true));
    }

    private static Optional<ColumnForm> of(List<String> cells, boolean bare) {
        Map<String, Integer> forms = new HashMap<>();
        cells.forEach(cell -> forms.merge(brief(cell), 1, Integer::sum));
        return forms.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(most -> most.getValue() >= Math.max(ENOUGH, MOST * cells.size()))
                .map(Map.Entry::getKey)
                .filter(most -> most.indexOf(DIGIT) >= 0)
                .map(most -> new ColumnForm(
                        cells.stream().filter(cell -> brief(cell).equals(most)).toList(), most, forms, bare));
    }

    /**
     * A cell as the column has it, if no more than look-alikes are in the way; else as it was read.
     *
     * @param doubtful whether it was read with little certainty
     */
    String mended(String cell, boolean doubtful) {
        Matcher around = AROUND.matcher(cell);
        boolean half = cell.startsWith("(") || cell.endsWith(")");
        if (bare && half && around.matches() && brief(around.group(1)).equals(brief)) {
            return "(" + around.group(1) + ")";
        }
        Matcher signed = SIGNED.matcher(cell);
        return bare && signed.matches()
                ? signed.group(1) + whole(signed.group(2), doubtful) + signed.group(3)
                : whole(cell, doubtful);
    }

    private String whole(String cell, boolean doubtful) {
        String own = brief(cell);
        if (own.equals(brief) || others.getOrDefault(own, 0) > RARE * like.size()) {
            return cell;
        }
        String trimmed = EDGE.matcher(cell).replaceAll("");
        if (brief(trimmed).equals(brief)) {
            return trimmed;
        }
        return replaced(cell, doubtful)
                .or(() -> replaced(trimmed, doubtful))
                .or(() -> completed(cell))
                .or(() -> withoutSpeck(cell))
                .orElse(cell);
    }

    /** With other signs at the same places, as few of them as possible. */
    private Optional<String> replaced(String cell, boolean doubtful) {
        return like.stream()
                .filter(other -> other.length() == cell.length())
                .collect(Collectors.groupingBy(ColumnForm::form))
                .entrySet()
                .stream()
                .flatMap(each -> replaced(cell, each.getKey(), each.getValue(), doubtful).stream())
                .min(Comparator.comparingLong(other -> IntStream.range(0, cell.length())
                        .filter(i -> other.charAt(i) != cell.charAt(i))
                        .count()));
    }

    private Optional<String> replaced(String cell, String form, List<String> same, boolean doubtful) {
        boolean amongDigits = form(cell).indexOf(DIGIT) >= 0;
        StringBuilder replaced = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char read = cell.charAt(i);
            int place = i;
            Optional<Character> sign = kind(read) == form.charAt(i)
                    ? Optional.of(read)
                    : switch (form.charAt(i)) {
                        case DIGIT -> LookAlikes.digit(read, amongDigits, doubtful);
                        case LETTER -> most(same, place, letter -> LookAlikes.isLetter(read, letter));
                        default ->
                            most(
                                    same,
                                    place,
                                    other -> LookAlikes.isSign(read, other)
                                            && (doubtful || kind(read) != DIGIT)
                                            && !isExchanged(read, other, doubtful));
                    };
            if (sign.isEmpty()) {
                return Optional.empty();
            }
            replaced.append(sign.get().charValue());
        }
        return Optional.of(replaced.toString());
    }

    /** Whether a point may be no comma: it was read with certainty, or several have it, and it may divide something else. */
    private boolean isExchanged(char read, char other, boolean doubtful) {
        return POINTS.indexOf(read) >= 0
                && POINTS.indexOf(other) >= 0
                && (!doubtful
                        || others.entrySet().stream()
                                        .filter(each -> !each.getKey().equals(brief)
                                                && each.getKey().indexOf(read) >= 0)
                                        .mapToInt(Map.Entry::getValue)
                                        .sum()
                                > 1);
    }

    /** What stands there most often of what it may be. */
    private static Optional<Character> most(List<String> cells, int place, Predicate<Character> mayBe) {
        return cells.stream()
                .map(cell -> cell.charAt(place))
                .filter(mayBe)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    /** With the one sign that all codes of its length have, and it has not. */
    private Optional<String> completed(String cell) {
        String form = form(cell);
        return brief.indexOf(LETTER) < 0
                ? Optional.empty()
                : like.stream()
                        .filter(other -> other.length() == cell.length() + 1)
                        .flatMap(other -> IntStream.range(0, other.length())
                                .filter(i -> isSign(other.charAt(i))
                                        && new StringBuilder(form(other))
                                                .deleteCharAt(i)
                                                .toString()
                                                .equals(form))
                                .mapToObj(i -> cell.substring(0, i) + other.charAt(i) + cell.substring(i)))
                        .findFirst();
    }

    /** Whether most cells have points among their digits. */
    boolean isOfPoints() {
        return POINTED.matcher(brief).matches();
    }

    /** Without one that stands beside no digit. */
    private Optional<String> withoutSpeck(String cell) {
        return IntStream.range(1, cell.length() - 1)
                .filter(i -> SPECKS.indexOf(cell.charAt(i)) >= 0
                        && !(Character.isDigit(cell.charAt(i - 1)) && Character.isDigit(cell.charAt(i + 1))))
                .mapToObj(i -> new StringBuilder(cell).deleteCharAt(i).toString())
                .filter(other -> brief(other).equals(brief))
                .findFirst();
    }

    /** Whether a cell is written as most are. */
    boolean isOf(String cell) {
        return brief(bare ? SIGNED.matcher(cell).replaceFirst("$2") : cell).equals(brief);
    }

    private static boolean isSign(char character) {
        return kind(character) != LETTER && kind(character) != DIGIT;
    }

    private static String brief(String cell) {
        return ROW.matcher(form(cell)).replaceAll("$1");
    }

    private static String form(String cell) {
        return cell.chars().mapToObj(each -> String.valueOf(kind((char) each))).collect(Collectors.joining());
    }

    private static char kind(char character) {
        return Character.isLetter(character)
                ? LETTER
                : Character.isDigit(character) ? DIGIT : LookAlikes.plain(character);
    }
}
