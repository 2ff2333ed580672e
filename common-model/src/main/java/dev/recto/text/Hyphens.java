package dev.recto.text;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hyphens at the end of a line or a page: of a word that was divided there, of one that has a hyphen wherever it stands, or of one
 * whose end follows later. How the text writes a word elsewhere decides; else it is what languages do.
 */
public final class Hyphens {
    /** What becomes of a hyphen and the word that follows. */
    public enum Join {
        DROPPED,
        KEPT,
        /** A blank follows it. */
        APART
    }

    /** What English and French set before another word with a hyphen, and what is no part of a divided word. */
    private static final Set<String> FIRST = words(
            "celle celles celui ceux cost cross decision eighty fifty first forty full half high large long low new"
                    + " ninety non old peut quasi self seventy short sixty small state third thirty three twenty two well"
                    + " world year");

    private static final int MOST = 1 << 16;

    private static final Set<String> BETWEEN = words("und oder bzw sowie bis and or en of et ou y o e");
    /** In German the end of a word that was divided behind a vowel, as in Frauen; Dutch prefixes that end in one. */
    private static final String END = "en";

    private static final Pattern VOWEL = Pattern.compile(".*[aeiouyäöü]");
    private static final Set<String> PREFIXES = words("na mee toe twee drie");

    /** French verbs before their subjects and objects, persons before même; Portuguese verbs before their objects. */
    private static final List<Pattern> VERBS = List.of(
            Pattern.compile("(.*[td]-(il|ils|elle|elles)|.*ez-vous|(.*['’])?est-ce|\\p{L}+-mêmes?)"),
            Pattern.compile(".*(ou|iu|ava|[ií]a|[aei]ndo)-(se|me|lhes?|nos|vos)|.*[aeo]m-(se|lhes?|nos|vos)"),
            Pattern.compile(".*[áâéêíóô]-l[ao]s?|.*([aei]r|ei|eu|sse|s)-lhes?"));

    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}'’-]*");

    private final Set<String> words = new HashSet<>();

    /** Hears how a word is written; of a text of very many words the first tell. */
    public void see(String text) {
        Matcher letters = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (words.size() < MOST && letters.find()) {
            if (!letters.group().endsWith("-")) {
                words.add(letters.group());
            }
        }
    }

    /** Whether the line ends with a hyphen and the next one goes on with the word. */
    public static boolean divide(String end, String next) {
        return end.length() > 2
                && end.endsWith("-")
                && Character.isLowerCase(end.charAt(end.length() - 2))
                && Character.isLowerCase(next.charAt(0));
    }

    /** @param end a word with a hyphen behind it */
    public Join join(String end, String next) {
        String part = letters(end.substring(0, end.length() - 1));
        String rest = letters(next);
        if (words.contains(part + "-" + rest)) {
            return Join.KEPT;
        }
        if (words.contains(part + rest)) {
            return Join.DROPPED;
        }
        if (BETWEEN.contains(rest) && !(rest.equals(END) && isWithinWord(part))) {
            return Join.APART;
        }
        String whole = part + "-" + rest;
        boolean kept = part.contains("-")
                || FIRST.contains(part)
                || VERBS.stream().anyMatch(verb -> verb.matcher(whole).matches());
        return kept ? Join.KEPT : Join.DROPPED;
    }

    private static boolean isWithinWord(String part) {
        return VOWEL.matcher(part).matches() && !PREFIXES.contains(part);
    }

    /** Without what stands around a word. */
    private static String letters(String word) {
        Matcher letters = WORD.matcher(word.toLowerCase(Locale.ROOT));
        return letters.find() ? letters.group() : word.toLowerCase(Locale.ROOT);
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }
}
