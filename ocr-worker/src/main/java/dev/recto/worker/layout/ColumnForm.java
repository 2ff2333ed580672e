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
 * @param like cells that are written so, without blanks, sign by sign
 * @param brief that form, with one sign for letters or digits in a row
 * @param forms how many cells of the column are written how
 * @param bare whether that is told without signs of amounts, which only some have
 */
record ColumnForm(Map<String, List<String>> like, String brief, Map<String, Integer> forms, boolean bare) {
    /** Of the cells. */
    private static final double MOST = 0.6;

    private static final int ENOUGH = 4;
    /** Of the cells that are written like most: what is more is no accident. */
    private static final double RARE = 0.5;

    private static final char LETTER = 'A';
    private static final char DIGIT = '9';
    private static final String POINTS = ".,:";
    private static final Pattern ROW = Pattern.compile("([A9])\\1+");
    private static final Pattern SIGNED = Pattern.compile("^([$€£¥+–—−(-]{0,2})(\\d.*?)(\\)?)$");
    private static final Pattern POINTED = Pattern.compile("9([.,:]9)+");
    /** Brackets of an amount, and what they are taken for. */
    private static final Pattern AROUND = Pattern.compile("[({\\[](\\d.*\\d)[)}\\]J]");

    private static final String SPECKS = ".,:;'‘’`·";
    /** What grain leaves beside a cell. */
    private static final Pattern EDGE = Pattern.compile("^[,:;'‘’`\"“”„|_~]+|[.,:;'‘’`·|_~]+$");
    /** About so much, feet, minutes, and years: no grain. */
    private static final Pattern MEANT = Pattern.compile("~\\d.*|\\d+['’\"”]|['’]\\d\\d");
    /** A number that may well have a letter behind it: a house, a room. */
    private static final Pattern SUFFIXED = Pattern.compile("\\d+[A-Z]");

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
                        cells.stream()
                                .filter(cell -> brief(cell).equals(most))
                                .collect(Collectors.groupingBy(ColumnForm::form)),
                        most,
                        forms,
                        bare));
    }

    /** A cell that was read with doubt as the column has it, if no more than look-alikes are in the way; else as it was read. */
    String mended(String cell) {
        Matcher around = AROUND.matcher(cell);
        boolean half = cell.startsWith("(") || cell.endsWith(")");
        if (bare && half && around.matches() && brief(around.group(1)).equals(brief)) {
            return "(" + around.group(1) + ")";
        }
        Matcher signed = SIGNED.matcher(cell);
        return bare && signed.matches() ? signed.group(1) + whole(signed.group(2)) + signed.group(3) : whole(cell);
    }

    private String whole(String cell) {
        String own = brief(cell);
        boolean usual = own.equals(brief) || forms.getOrDefault(own, 0) > RARE * forms.getOrDefault(brief, 0);
        if (usual || MEANT.matcher(cell).matches()) {
            return cell;
        }
        String trimmed = EDGE.matcher(cell).replaceAll("");
        if (brief(trimmed).equals(brief)) {
            return trimmed;
        }
        return replaced(cell)
                .or(() -> replaced(trimmed))
                .or(() -> completed(cell))
                .or(() -> withoutSpeck(cell))
                .orElse(cell);
    }

    /** With other signs at the same places, as few of them as possible. */
    private Optional<String> replaced(String cell) {
        return like.entrySet().stream()
                .filter(each -> each.getKey().length() == cell.length())
                .flatMap(each -> replaced(cell, each.getKey(), each.getValue()).stream())
                .min(Comparator.comparingLong(other -> IntStream.range(0, cell.length())
                        .filter(i -> other.charAt(i) != cell.charAt(i))
                        .count()));
    }

    private Optional<String> replaced(String cell, String form, List<String> same) {
        if (form.indexOf(LETTER) < 0 && SUFFIXED.matcher(cell).matches()) {
            return Optional.empty();
        }
        boolean amongDigits = form(cell).indexOf(DIGIT) >= 0;
        StringBuilder replaced = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char read = cell.charAt(i);
            int place = i;
            Optional<Character> sign = kind(read) == form.charAt(i)
                    ? Optional.of(read)
                    : switch (form.charAt(i)) {
                        case DIGIT -> LookAlikes.digit(read, amongDigits);
                        case LETTER -> most(same, place, letter -> LookAlikes.isLetter(read, letter));
                        default ->
                            most(same, place, other -> LookAlikes.isSign(read, other) && !isExchanged(read, other));
                    };
            if (sign.isEmpty()) {
                return Optional.empty();
            }
            replaced.append(sign.get().charValue());
        }
        return Optional.of(replaced.toString());
    }

    /** Whether a point may be no comma: several have it, and it may divide something else. */
    private boolean isExchanged(char read, char other) {
        return POINTS.indexOf(read) >= 0
                && POINTS.indexOf(other) >= 0
                && forms.entrySet().stream()
                                .filter(each -> !each.getKey().equals(brief)
                                        && each.getKey().indexOf(read) >= 0)
                                .mapToInt(Map.Entry::getValue)
                                .sum()
                        > 1;
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

    /** With the one sign between letters and digits that all codes of its length have, and it has not. */
    private Optional<String> completed(String cell) {
        String form = form(cell);
        return IntStream.range(1, cell.length())
                .filter(i -> isSeam(form.charAt(i - 1), form.charAt(i)))
                .boxed()
                .flatMap(i -> like.entrySet().stream()
                        .filter(each -> each.getKey().length() == form.length() + 1
                                && isSign(each.getKey().charAt(i))
                                && each.getKey().startsWith(form.substring(0, i))
                                && each.getKey().endsWith(form.substring(i)))
                        .map(each -> cell.substring(0, i)
                                + each.getValue().getFirst().charAt(i)
                                + cell.substring(i)))
                .findFirst();
    }

    private static boolean isSeam(char left, char right) {
        return left == LETTER && right == DIGIT || left == DIGIT && right == LETTER;
    }

    /** Whether most cells have points among their digits. */
    boolean isOfPoints() {
        return POINTED.matcher(brief).matches();
    }

    /** Without one that no digit follows. */
    private Optional<String> withoutSpeck(String cell) {
        return IntStream.range(1, cell.length() - 1)
                .filter(i -> SPECKS.indexOf(cell.charAt(i)) >= 0 && !Character.isDigit(cell.charAt(i + 1)))
                .mapToObj(i -> new StringBuilder(cell).deleteCharAt(i).toString())
                .filter(other -> brief(other).equals(brief))
                .findFirst();
    }

    /** Whether a cell is written as most are. */
    boolean isOf(String cell) {
        return brief(bare ? SIGNED.matcher(cell).replaceFirst("$2") : cell).equals(brief);
    }

    private static boolean isSign(char kind) {
        return kind != LETTER && kind != DIGIT;
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
