package dev.recto.api.ocr.answer;

import dev.recto.text.Hyphens;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a word together that is broken at the end of a page. */
final class BrokenWords {
    private static final Pattern BROKEN = Pattern.compile("([\\p{L}-]{0,80}\\p{L})([-\u00AD])$");
    private static final Pattern WORD = Pattern.compile("^\\p{L}+");
    private static final String SOFT_HYPHEN = "\u00AD";

    private final Hyphens hyphens = new Hyphens();

    void see(String text) {
        hyphens.see(text);
    }

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
        String whole = end.substring(0, broken.start(2)) + next;
        if (broken.group(2).equals(SOFT_HYPHEN)) {
            return whole;
        }
        if (isName(word.group())) {
            return end + next;
        }
        return switch (hyphens.join(broken.group(1) + "-", word.group())) {
            case DROPPED -> whole;
            case KEPT -> end + next;
            case APART -> end + " " + next;
        };
    }

    /** With a capital of its own: Baden-Württemberg. */
    private static boolean isName(String word) {
        boolean ofCapitals = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
        return Character.isUpperCase(word.codePointAt(0)) && !ofCapitals;
    }
}
