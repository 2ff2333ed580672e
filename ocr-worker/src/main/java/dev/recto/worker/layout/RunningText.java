package dev.recto.worker.layout;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What lines at the edge of a page look like that belong to the page and not to its text. */
final class RunningText {
    private static final Pattern NUMBER = Pattern.compile("[\\[(|–—-]*(\\d{1,4}|[ivxlc]{1,7})[\\])|–—-]*");

    private static final Pattern NUMBERED = Pattern.compile(
            "[–—-] ?\\d{1,4} ?[–—-]|(page|seite|página|pagina|p\\.) ?\\d{1,4}( ?(of|von|de|di|van|/) ?\\d{1,4})?"
                    + "|\\d{1,4} ?(of|von|de|di|van|/) ?\\d{1,4}",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SOURCE = Pattern.compile(
            "©|\\(c\\) ?\\d{4}|copyright|all rights reserved|confidential|https?://|www\\.\\w|\\w@\\w+\\.\\w|\\bissn\\b|\\bdoi:",
            Pattern.CASE_INSENSITIVE);

    /** Space between a number and the words beside it, in heights of the line. */
    private static final double WIDE = 2;
    /** Of the body's size. */
    private static final double SMALL = 0.88;

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?:;][\"”’)]*$");
    private static final Pattern NOTE = Pattern.compile("[*†‡§].*|\\(?\\d{1,2}[.)]? .*");

    private RunningText() {}

    /** @param row pieces side by side, from left to right */
    static boolean is(List<Line> row, double bodyHeight) {
        String text = text(row);
        return NUMBERED.matcher(text).matches()
                || SOURCE.matcher(text).find()
                || hasPageNumber(row)
                || isSmall(row, bodyHeight)
                        && !SENTENCE_END.matcher(text).find()
                        && !NOTE.matcher(text).matches();
    }

    static String text(List<Line> row) {
        return String.join(" ", row.stream().map(Line::text).toList());
    }

    /** At either end, by itself. */
    private static boolean hasPageNumber(List<Line> row) {
        List<Word> words = row.stream().flatMap(line -> line.words().stream()).toList();
        double height = row.getFirst().height();
        Predicate<Word> number = word -> NUMBER.matcher(word.text()).matches();
        if (words.size() == 1) {
            return number.test(words.getFirst());
        }
        return number.test(words.getFirst()) && gap(words.get(0), words.get(1)) > WIDE * height
                || number.test(words.getLast()) && gap(words.get(words.size() - 2), words.getLast()) > WIDE * height;
    }

    private static int gap(Word left, Word right) {
        return right.box().left() - left.box().right();
    }

    private static boolean isSmall(List<Line> row, double bodyHeight) {
        return row.stream().allMatch(line -> line.height() < SMALL * bodyHeight);
    }
}
