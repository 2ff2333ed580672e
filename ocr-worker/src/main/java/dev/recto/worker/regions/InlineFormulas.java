package dev.recto.worker.regions;

/** Formulas between single dollars: no space inside them, one towards letters and digits outside. Linear in the usual text. */
final class InlineFormulas {
    private final String text;
    private final StringBuilder result = new StringBuilder();
    private int done;

    private InlineFormulas(String text) {
        this.text = text;
    }

    static String tidied(String text) {
        return new InlineFormulas(text).tidied();
    }

    private String tidied() {
        int at = text.indexOf('$');
        while (at >= 0) {
            int end = end(at);
            if (end < 0) {
                at = text.indexOf('$', at + 1);
                continue;
            }
            String formula = Blanks.strip(text.substring(at + 1, end - 1));
            if (!formula.isEmpty()) {
                append(at, formula, end);
            }
            at = text.indexOf('$', end);
        }
        return result.append(text, done, text.length()).toString();
    }

    private void append(int start, String formula, int end) {
        result.append(text, done, start);
        if (start > done && isLetterOrNumber(text.codePointBefore(start))) {
            result.append(' ');
        }
        result.append('$').append(formula).append('$');
        if (end < text.length() && isLetterOrNumber(text.codePointAt(end))) {
            result.append(' ');
        }
        done = end;
    }

    /** Behind the formula whose first dollar that is; -1 where it is none. */
    private int end(int start) {
        if (start > 0 && text.charAt(start - 1) == '$') {
            return -1;
        }
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != '$') {
            boolean escape = text.charAt(at) == '\\';
            if (escape && (at + 1 == text.length() || text.charAt(at + 1) == '\n')) {
                return -1;
            }
            at += escape ? 2 : 1;
        }
        boolean closed = at < text.length() && at > start + 1 && !text.startsWith("$", at + 1);
        return closed ? at + 1 : -1;
    }

    private static boolean isLetterOrNumber(int character) {
        return Character.isLetter(character)
                || switch (Character.getType(character)) {
                    case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
                    default -> false;
                };
    }
}
