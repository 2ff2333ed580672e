package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What lines at the edge of a page look like that belong to the page and not to its text. */
final class RunningText {
    /** A large Roman number up to 49: others are words as well, as is CV. */
    private static final String ROMAN = "(?=[IVXL]{2})(XL|L?X{0,3})(I[XV]|V?I{0,3})";

    private static final Pattern NUMBER =
            Pattern.compile("[\\[(|–—-]*(([A-Z]{1,2}[.–-])?\\d{1,4}|[ivxlc]{1,7}|" + ROMAN + ")[\\])|–—-]*");

    /** Of a column or a page: no year. */
    private static final Pattern COLUMN = Pattern.compile("(?!(19|20)\\d\\d)\\d{1,4}");

    private static final Pattern NUMBERED = Pattern.compile(
            "[–—-] ?\\d{1,4} ?[–—-]|(page|seite|página|pagina|p\\.) ?\\d{1,4}( ?(of|von|de|di|van|/) ?\\d{1,4})?"
                    + "|\\d{1,4} ?(of|von|de|di|van|/) ?\\d{1,4}",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SOURCE = Pattern.compile(
            "©|\\(c\\) ?\\d{4}|copyright|all rights reserved|confidential|https?://|www\\.\\w|\\w@\\w+\\.\\w|\\bissn\\b|\\bdoi:",
            Pattern.CASE_INSENSITIVE);

    /** Space between a number and the words beside it, in heights of the line. */
    private static final double WIDE = 2;
    /** Between what stands in the corners of a page, the same. */
    private static final double CORNERS = 6;
    /** Share of the text's width. */
    private static final double EDGE = 0.08;
    /** Of the body's size. */
    private static final double SMALL = 0.88;

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?:;][\"”’)]*$");
    private static final Pattern NOTE = Pattern.compile(
            "[*†‡§].*|\\(?\\d{1,2}[.)]? .*|(source|note|quelle|anmerkung|fonte|fuente|nota|bron)s?: .*",
            Pattern.CASE_INSENSITIVE);
    /** Words that say what the number behind them is. */
    private static final Pattern LABEL =
            Pattern.compile(".*([:#№]|\\b(no|nr|num|n[°º])\\.?)", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern CAPTION = Pattern.compile(
            "(table|tabelle|tab|figure|fig|abbildung|abb|tableau|tabla|tabella|tabel|tabela|figura|figuur)\\b.*\\d.*",
            Pattern.CASE_INSENSITIVE);

    /** Of a running title, and its size by the body's. */
    private static final int MAX_TITLE = 60;

    private static final double MOST = 1.05;
    /** Of a heading of the page, or the number of a step. */
    private static final double LARGE = 1.3;

    private RunningText() {}

    /** Whether the row is nothing but a number of a page that says so. */
    static boolean isNumbered(List<Line> row) {
        return NUMBERED.matcher(text(row)).matches();
    }

    /**
     * @param row pieces side by side, from left to right
     * @param page the box of all lines of the page
     */
    static boolean is(List<Line> row, double bodyHeight, Box page) {
        String text = text(row);
        return SOURCE.matcher(text).find()
                || hasPageNumber(row, page)
                || isSmall(row, bodyHeight)
                        && !SENTENCE_END.matcher(text).find()
                        && !NOTE.matcher(text).matches();
    }

    /** Whether it may be the title of what it is a page of: a heading is larger. */
    static boolean isTitle(List<Line> row, double bodyHeight) {
        String text = text(row);
        return pieces(row, CORNERS * row.getFirst().height()).size() == 1
                && row.stream().allMatch(line -> line.height() <= MOST * bodyHeight)
                && text.length() <= MAX_TITLE
                && !SENTENCE_END.matcher(text).find()
                && !NOTE.matcher(text).matches()
                && !isCaption(text);
    }

    static boolean isLarge(List<Line> row, double bodyHeight) {
        return row.stream().anyMatch(line -> line.height() > LARGE * bodyHeight);
    }

    /** Whether it is the title of a table or a picture, with its number. */
    static boolean isCaption(String text) {
        return CAPTION.matcher(text).matches();
    }

    /** Whether the row is nothing but several numbers, each by one more than the one before. */
    static boolean areSuccessive(List<Line> row) {
        List<String> numbers = pieces(row, WIDE * row.getFirst().height()).stream()
                .map(piece -> piece.size() == 1 ? piece.getFirst().text() : "")
                .toList();
        return numbers.size() > 1
                && numbers.stream().allMatch(number -> COLUMN.matcher(number).matches())
                && IntStream.range(1, numbers.size())
                        .allMatch(i -> Integer.parseInt(numbers.get(i)) == Integer.parseInt(numbers.get(i - 1)) + 1);
    }

    static String text(List<Line> row) {
        return String.join(" ", row.stream().map(Line::text).toList());
    }

    /** By itself, at either edge of the text, or in its middle. */
    private static boolean hasPageNumber(List<Line> row, Box page) {
        double height = row.getFirst().height();
        List<List<Word>> pieces = pieces(row, WIDE * height);
        return IntStream.range(0, pieces.size())
                .filter(i -> pieces.get(i).size() == 1
                        && NUMBER.matcher(pieces.get(i).getFirst().text()).matches())
                .anyMatch(i -> pieces.size() == 1 || isAtEdge(pieces, i, page) || isInMiddle(pieces, i, page));
    }

    private static boolean isAtEdge(List<List<Word>> pieces, int i, Box page) {
        Box number = pieces.get(i).getFirst().box();
        if (i == 0) {
            return number.left() - page.left() < EDGE * page.width();
        }
        boolean labelled = LABEL.matcher(pieces.get(i - 1).getLast().text()).matches();
        return i == pieces.size() - 1 && page.right() - number.right() < EDGE * page.width() && !labelled;
    }

    private static boolean isInMiddle(List<List<Word>> pieces, int i, Box page) {
        Box number = pieces.get(i).getFirst().box();
        int off = Math.abs(number.left() + number.right() - page.left() - page.right()) / 2;
        return i > 0 && i < pieces.size() - 1 && off < EDGE * page.width();
    }

    /**
     * At the left and at the right edge of the text, and nothing between but perhaps a number.
     *
     * @param page the box of all lines of the page
     * @param next the row inwards: in a table it has something beneath what stands at the right
     */
    static boolean standsInCorners(List<Line> row, Box page, List<Line> next) {
        List<List<Word>> pieces = pieces(row, CORNERS * row.getFirst().height());
        int left = row.getFirst().words().getFirst().box().left();
        int right = row.getLast().words().getLast().box().right();
        return (pieces.size() == 2 || pieces.size() == 3)
                && (pieces(next, CORNERS * next.getFirst().height()).size() == 1
                        || next.getLast().box().right()
                                < pieces.getLast().getFirst().box().left())
                && left - page.left() < EDGE * page.width()
                && page.right() - right < EDGE * page.width();
    }

    /** Words of a row that no wider gap parts. */
    private static List<List<Word>> pieces(List<Line> row, double wide) {
        List<List<Word>> pieces = new ArrayList<>();
        for (Word word : row.stream().flatMap(line -> line.words().stream()).toList()) {
            if (pieces.isEmpty() || gap(pieces.getLast().getLast(), word) > wide) {
                pieces.add(new ArrayList<>());
            }
            pieces.getLast().add(word);
        }
        return pieces;
    }

    private static int gap(Word left, Word right) {
        return right.box().left() - left.box().right();
    }

    private static boolean isSmall(List<Line> row, double bodyHeight) {
        return row.stream().allMatch(line -> line.height() < SMALL * bodyHeight);
    }
}
