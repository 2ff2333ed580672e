package dev.recto.api.ocr.answer;

import java.util.regex.Pattern;

/** Tells what stands between two dollar signs of prices from a formula. The page tells it alike. */
final class Money {
    /** What only a formula has. */
    private static final Pattern TEX = Pattern.compile("[\\\\^_{}]");
    /** Words with blanks between; of what begins with an amount, short ones, too: {@code 5 vs. R}. */
    private static final Pattern PROSE = Pattern.compile("(?=.*\\s)(?:.*\\p{L}{3}|\\d.*\\p{L}{2})", Pattern.DOTALL);

    private Money() {}

    /**
     * @param before what stands before the first sign; 0 if nothing does
     * @param after what stands behind the second sign; 0 if nothing does
     */
    static boolean isBetween(String text, int before, int after) {
        return text.isEmpty()
                || Character.isUpperCase(before)
                || Character.isDigit(after)
                || Character.isWhitespace(text.charAt(0))
                || Character.isWhitespace(text.charAt(text.length() - 1))
                || !isClosed(text)
                || !TEX.matcher(text).find() && PROSE.matcher(text).lookingAt();
    }

    /** Whether its brackets are; those of an interval may be of two kinds. */
    private static boolean isClosed(String text) {
        int open = 0;
        for (int at = 0; at < text.length() && open >= 0; at++) {
            open += switch (text.charAt(at)) {
                case '(' -> 1;
                case ')' -> -1;
                default -> 0;
            };
        }
        return open == 0 || text.indexOf('[') >= 0 || text.indexOf(']') >= 0;
    }
}
