package dev.recto.api.ocr.answer;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a word together whose hyphen stood at the end of a page: of a division it goes, of a compound it stays. */
final class Compounds {
    /** So many words of a document are remembered; a longer one has said by then how it writes. */
    private static final int MOST = 4096;

    private static final Pattern COMPOUND = Pattern.compile("(?<![\\p{L}-])\\p{L}{1,40}+-\\p{L}{1,40}+(?![\\p{L}-])");
    private static final Pattern BROKEN = Pattern.compile("([\\p{L}-]{0,80}\\p{L})([-\u00AD])$");
    private static final Pattern WORD = Pattern.compile("^\\p{L}+");

    /** What English and French set before another word with a hyphen, and what is no part of a divided word. */
    private static final Set<String> FIRST = words(
            "all cost cross decision ex fifty first forty full half high large long low new non old peut quasi self short"
                    + " small state third thirty three twenty two well world year");

    private static final Set<String> BETWEEN = words("und oder and or en of et ou y o");

    private final Set<String> seen = new HashSet<>();

    void see(String text) {
        Matcher compound = COMPOUND.matcher(text);
        while (seen.size() < MOST && compound.find()) {
            seen.add(compound.group().toLowerCase(Locale.ROOT));
        }
    }

    /** Whether a word is not at its end. */
    static boolean isBroken(String end) {
        return BROKEN.matcher(end).find();
    }

    /** @param end where a word is broken */
    String joined(String end, String next) {
        Matcher broken = BROKEN.matcher(end);
        Matcher word = WORD.matcher(next);
        if (!broken.find() || !word.find()) {
            return end + " " + next;
        }
        String part = broken.group(1);
        String rest = word.group();
        String whole = end.substring(0, broken.start(2)) + next;
        if (broken.group(2).equals("\u00AD")) {
            return whole;
        }
        if (BETWEEN.contains(rest)) {
            return end + " " + next;
        }
        return isCompound(part, rest) ? end + next : whole;
    }

    private boolean isCompound(String part, String rest) {
        boolean ofCapitals = rest.length() > 1 && rest.equals(rest.toUpperCase(Locale.ROOT));
        String first = part.toLowerCase(Locale.ROOT);
        return Character.isUpperCase(rest.codePointAt(0)) && !ofCapitals
                || part.contains("-")
                || FIRST.contains(first)
                || seen.contains(first + "-" + rest.toLowerCase(Locale.ROOT));
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }
}
