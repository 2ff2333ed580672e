package dev.recto.worker.regions;

/** White space as the authors' Python sees it, which takes no-break spaces for white, too. */
final class Blanks {
    private Blanks() {}

    private static boolean isBlank(int character) {
        int nextLine = 0x85;
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == nextLine;
    }

    static String strip(String text) {
        return stripStart(stripEnd(text));
    }

    static String stripStart(String text) {
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    static String stripEnd(String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Up to the first blank. */
    static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && !isBlank(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    /** Behind the last blank, those at the end apart. */
    static String lastWord(String text) {
        String stripped = stripEnd(text);
        int start = stripped.length();
        while (start > 0 && !isBlank(stripped.charAt(start - 1))) {
            start--;
        }
        return stripped.substring(start);
    }
}
