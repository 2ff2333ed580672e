package dev.recto.worker.layout;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number with which a line begins.
 *
 * @param text as it stands there: {@code 1.}, {@code 1)} or {@code (1)}
 * @param mayBeOrdinal whether the sentence may go on behind it: a day of a month, or what comes first
 */
record ItemNumber(int value, String text, boolean mayBeOrdinal) {
    private static final Pattern NUMBER = Pattern.compile("\\(?(\\d{1,3})[.)]");
    private static final Pattern MONTH = Pattern.compile(
            "(Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
                    + "|(Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\\.)[.,;:)]?");

    static Optional<ItemNumber> of(Line line) {
        String text = line.words().getFirst().text();
        Matcher number = NUMBER.matcher(text);
        if (line.words().size() < 2 || !number.matches()) {
            return Optional.empty();
        }
        String next = line.words().get(1).text();
        boolean ordinal = text.endsWith(".")
                && (Character.isLowerCase(next.codePointAt(0))
                        || MONTH.matcher(next).matches());
        return Optional.of(new ItemNumber(Integer.parseInt(number.group(1)), text, ordinal));
    }

    /** Markdown has no lists whose numbers stand in brackets. */
    boolean isMarkdown() {
        return !text.startsWith("(");
    }

    /** Markdown counts up itself. */
    boolean isNext(ItemNumber before) {
        return value == before.value + 1 && isLike(before);
    }

    boolean isLike(ItemNumber other) {
        return text.charAt(text.length() - 1) == other.text.charAt(other.text.length() - 1);
    }
}
