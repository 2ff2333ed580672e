package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Words of a line with no wide gap between them: a line of prose, or what one cell holds of it. */
record Piece(List<Word> words, double height) {
    /** In heights of the line. Prose that is set to a width rarely has wider spaces. */
    private static final double GAP = 0.8;
    /** Between a currency and its amount, which stand at either edge of a cell. */
    private static final double CURRENCY_GAP = 8;
    /** Between a tick box and its label. */
    private static final double TICK_GAP = 1.5;
    /** Between numbers of two columns, by the spaces within one. */
    private static final double WIDER = 1.5;

    private static final Pattern NUMBER = Pattern.compile(
            "[$€£¥(<>≤≥±+–—−-]* ?[.,]?\\d[\\d.,:/|%’' )±+–—-]*[$€£¥]?([*†‡]{0,3}|(?-i:[a-d]))|[–—-]+|n/?a",
            Pattern.CASE_INSENSITIVE);

    /** More or less, and what it is read as: what follows belongs to the number before. */
    private static final Pattern EITHER = Pattern.compile("[±+]");
    /** Of a note, behind the number that it is about. */
    private static final Pattern MARK = Pattern.compile("[*†‡]{1,3}|[a-d]");

    /** One number, whose thousands are divided by spaces. */
    private static final Pattern GROUPED = Pattern.compile("[+–—-]?\\d{1,3}( \\d{3})+([.,]\\d+)?");

    private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");

    static List<Piece> of(Line line) {
        return Typing.isIn(line) ? List.of(new Piece(line.words(), line.height())) : of(line, GAP);
    }

    /** Of a line of a page that was typed, whose words are further apart. */
    static List<Piece> typed(Line line) {
        return of(line, Typing.GAP);
    }

    private static List<Piece> of(Line line, double gap) {
        List<Word> words = line.words();
        List<Piece> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= words.size(); i++) {
            if (i == words.size() || isApart(words, i, line.height(), gap)) {
                pieces.add(new Piece(words.subList(start, i), line.height()));
                start = i;
            }
        }
        return pieces;
    }

    private static boolean isApart(List<Word> words, int at, double height, double gap) {
        Word left = words.get(at - 1);
        int space = words.get(at).box().left() - left.box().right();
        double widest = TickMarks.is(left.text()) ? TICK_GAP : gap;
        return space > (Currency.isBefore(words, at - 1) ? CURRENCY_GAP : widest) * height;
    }

    static List<Word> words(List<Piece> pieces) {
        return pieces.stream().flatMap(piece -> piece.words.stream()).toList();
    }

    Box box() {
        return Box.around(words.stream().map(Word::box).toList());
    }

    int left() {
        return words.getFirst().box().left();
    }

    int right() {
        return words.getLast().box().right();
    }

    int width() {
        return right() - left();
    }

    String text() {
        return CjkText.join(words);
    }

    boolean isNumber() {
        return NUMBER.matcher(text()).matches();
    }

    boolean hasDigits() {
        return text().chars().anyMatch(Character::isDigit);
    }

    /**
     * Each number by itself, if it is nothing but several; else the whole.
     *
     * @param apart tells of words, by their place, whether they stand in another column than the one before, whatever the spaces are
     */
    List<Piece> numbers(IntPredicate apart) {
        boolean grouped = isGrouped();
        List<Piece> numbers = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            boolean goesOn = i > 0
                    && (grouped && space(i) <= WIDER * narrowest() && !apart.test(i)
                            || isEither(words.get(i))
                            || MARK.matcher(words.get(i).text()).matches()
                            || isEither(words.get(i - 1)));
            numbers.add(goesOn ? numbers.removeLast().with(part(i, i + 1)) : part(i, i + 1));
        }
        return numbers.stream().allMatch(Piece::isNumber) ? numbers : List.of(this);
    }

    /** Whether it may be one number whose thousands are divided by spaces. */
    boolean isGrouped() {
        return GROUPED.matcher(text()).matches();
    }

    private int narrowest() {
        return IntStream.range(1, words.size()).map(this::space).min().orElse(0);
    }

    /** In front of a word. */
    int space(int word) {
        return words.get(word).box().left() - words.get(word - 1).box().right();
    }

    Piece part(int from, int to) {
        return new Piece(words.subList(from, to), height);
    }

    private static boolean isEither(Word word) {
        return EITHER.matcher(word.text()).matches();
    }

    boolean isOver(Piece below) {
        return Boxes.overlap(left(), right(), below.left(), below.right()) > 0;
    }

    /** Half of the narrower one. */
    boolean isMostlyOver(Piece below) {
        return 2 * Boxes.overlap(left(), right(), below.left(), below.right()) >= Math.min(width(), below.width());
    }

    /** Stands over a column as often as in it. */
    boolean isYear() {
        return YEAR.matcher(text()).matches();
    }

    boolean endsWithCurrencyOf(Piece right) {
        return Currency.isBefore(with(right).words, words.size() - 1);
    }

    Piece with(Piece right) {
        List<Word> both = new ArrayList<>(words);
        both.addAll(right.words);
        return new Piece(both, Math.max(height, right.height));
    }
}
