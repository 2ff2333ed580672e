package dev.recto.worker.textlayer;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * When two words are the same one. Some letters may be read otherwise; a digit may not, since another number is another claim.
 *
 * @param misread the share, 0..1, of a word's letters that may differ
 */
record Spelling(double misread) {
    /** Longer ones are the same only if they are equal. */
    private static final int LONGEST = 400;

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]");
    private static final Pattern NO_DIGITS = Pattern.compile("\\P{N}");

    /** What counts of a word: its letters and digits, whatever their case and form. */
    static String letters(String word) {
        return NO_LETTERS.matcher(normal(word)).replaceAll("");
    }

    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    boolean alike(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        int longer = Math.max(one.length(), other.length());
        int errors = (int) (longer * misread);
        return errors > 0
                && longer <= LONGEST
                && Math.abs(one.length() - other.length()) <= errors
                && digits(one).equals(digits(other))
                && distance(one, other) <= errors;
    }

    private static String digits(String word) {
        return NO_DIGITS.matcher(word).replaceAll("");
    }

    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 0; i < one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i + 1;
            for (int j = 0; j < other.length(); j++) {
                int replaced = above[j] + (one.charAt(i) == other.charAt(j) ? 0 : 1);
                row[j + 1] = Math.min(replaced, 1 + Math.min(row[j], above[j + 1]));
            }
            above = row;
        }
        return above[other.length()];
    }
}
