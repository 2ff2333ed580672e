package dev.recto.model;

/** What every part can keep and send on: Unicode, without halves of characters and without null characters. */
public final class CleanText {
    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    public static boolean isClean(String text) {
        return firstUnclean(text, 0) < 0;
    }

    /** The same text, of the same length, each character that nobody can keep replaced by U+FFFD. */
    public static String of(String text) {
        int unclean = firstUnclean(text, 0);
        if (unclean < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text);
        for (int at = unclean; at >= 0; at = firstUnclean(text, at + 1)) {
            clean.setCharAt(at, REPLACEMENT);
        }
        return clean.toString();
    }

    private static int firstUnclean(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char each = text.charAt(i);
            if (Character.isHighSurrogate(each)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (each == 0 || Character.isSurrogate(each)) {
                return i;
            }
        }
        return -1;
    }
}
