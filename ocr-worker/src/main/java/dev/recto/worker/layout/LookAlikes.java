package dev.recto.worker.layout;

import java.util.Map;
import java.util.Optional;

/** Signs that are taken for one another in small or worn type. */
final class LookAlikes {
    private static final String DASHES = "-–—−‐‑";
    private static final String DASH = "-";
    private static final String LIKE_DASH = "~_=«»";
    private static final String STROKES = "|!Iil[]1";

    private static final Map<Character, String> DIGITS = Map.of('0', "Oo", '1', "Il|!");
    /** The same beside other digits. */
    private static final Map<Character, String> DIGITS_AMONG_DIGITS =
            Map.of('0', "DQ", '1', "i][t", '2', "Zz", '4', "A", '5', "Ss§", '6', "Gb", '7', "T?", '8', "B", '9', "gq");

    private static final Map<Character, String> LETTERS = Map.of(
            '0', "ODQo", '1', "Il", '|', "Il", '!', "Il", '5', "S", '$', "S", '§', "S", '8', "B", '9', "g", '¢', "gc");

    /** What a sign is read as. */
    private static final Map<Character, String> SIGNS = Map.ofEntries(
            Map.entry('.', ",:;·•"),
            Map.entry(',', ".:;·'’‘"),
            Map.entry(':', ".;,·"),
            Map.entry('\'', "’‘`´,."),
            Map.entry('’', "'‘`´,."),
            Map.entry('-', LIKE_DASH),
            Map.entry('/', "17Il|"),
            Map.entry('±', "+42t#£="),
            Map.entry('+', "4t†"),
            Map.entry('€', "£eEcC¢6"),
            Map.entry('%', "°*"),
            Map.entry('°', "*º\"'’"),
            Map.entry('(', "{[C"),
            Map.entry(')', "}]J"));

    private LookAlikes() {}

    static boolean isDash(String text) {
        return text.length() == 1 && DASHES.contains(text);
    }

    /** What a dash that stands by itself is taken for. */
    static boolean isLikeDash(String text) {
        return LIKE_DASH.contains(text);
    }

    /** What a ruled line is taken for. */
    static boolean isStroke(String text) {
        return text.length() == 1 && STROKES.contains(text);
    }

    /** All dashes are one. */
    static char plain(char sign) {
        return DASHES.indexOf(sign) >= 0 ? DASH.charAt(0) : sign;
    }

    static Optional<Character> digit(char read, boolean amongDigits) {
        return keyOf(DIGITS, read).or(() -> amongDigits ? keyOf(DIGITS_AMONG_DIGITS, read) : Optional.empty());
    }

    private static Optional<Character> keyOf(Map<Character, String> readings, char read) {
        return readings.entrySet().stream()
                .filter(each -> each.getValue().indexOf(read) >= 0)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    static boolean isLetter(char read, char letter) {
        return LETTERS.getOrDefault(read, "").indexOf(letter) >= 0;
    }

    static boolean isSign(char read, char sign) {
        return SIGNS.getOrDefault(plain(sign), "").indexOf(plain(read)) >= 0;
    }
}
