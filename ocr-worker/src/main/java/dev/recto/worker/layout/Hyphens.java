package dev.recto.worker.layout;

import java.util.Locale;
import java.util.Set;

/** Hyphens at the end of a line: of a word that was divided there, or of one that has a hyphen wherever it stands. */
final class Hyphens {
    /** What English sets before another word with a hyphen, and what is no part of a divided word. */
    private static final Set<String> FIRST = Set.of(
            "well",
            "long",
            "short",
            "high",
            "low",
            "half",
            "full",
            "self",
            "first",
            "third",
            "large",
            "small",
            "old",
            "new",
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
            "seventy",
            "eighty",
            "ninety",
            "two",
            "three",
            "world",
            "year",
            "state",
            "decision",
            "cost");

    private Hyphens() {}

    /** Whether the line ends with a hyphen and the next one goes on with the word. */
    static boolean divide(String end, String next) {
        return end.length() > 2
                && end.endsWith("-")
                && Character.isLowerCase(end.charAt(end.length() - 2))
                && Character.isLowerCase(next.charAt(0));
    }

    /** Whether the hyphen of a divided word is its own. */
    static boolean isKept(String end) {
        String part = end.substring(0, end.length() - 1).toLowerCase(Locale.ROOT);
        return part.contains("-") || FIRST.contains(part);
    }
}
