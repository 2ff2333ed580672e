package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A cell that may have been misread: a number that is not written like the others of its column, is uncertain, or is missing.
 *
 * @param room of the cell, up to its neighbours
 * @param words that were read there; none in an empty cell
 * @param column how numbers are written in it; empty of a column of words
 */
public record DoubtfulCell(Box room, List<Word> words, Optional<NumberFormat> column) {
    /** Of numbers, which read with certainty or not at all, and of words. */
    private static final double CERTAIN_NUMBER = 0.85;

    private static final double CERTAIN_WORD = 0.6;
    private static final double CERTAIN_OF_EMPTY = 0.7;
    private static final double LIKELY = 0.5;
    private static final double CLEARLY = 0.03;
    private static final double MUCH = 0.15;
    /** Letters by which two readings of the same cell may differ in length. */
    private static final int ALIKE = 2;

    /** Marks are found by their shape, and not read. */
    public boolean isDoubtful() {
        return words.stream().noneMatch(word -> TickMarks.is(word.text())) && isUnlikeItsColumn();
    }

    /** Whether its sign may be missing or another one, which shows in its strokes. */
    boolean isOfDoubtfulSign() {
        return column.map(format -> format.isOfDoubtfulSign(text(words))).orElse(false);
    }

    /** A number with as many digits as it has strokes, and the sign and the point that these show, if the others of its column have such. */
    public List<Word> shaped(List<Word> again, String shape) {
        if (column.isEmpty()) {
            return again;
        }
        boolean asBefore = NumberFormat.isOf(shape, text(words)) && !NumberFormat.isOf(shape, text(again));
        List<Word> read = asBefore ? words : again;
        boolean onlyFirstIsNumber = read.stream().skip(1).noneMatch(word -> NumberFormat.hasDigits(word.text()));
        Optional<String> tolerance = column.get()
                .tolerance(text(read), shape)
                // A digit that was read with certainty is none of the sign's strokes
                .filter(cell -> isUnsure() || NumberFormat.digits(cell).equals(NumberFormat.digits(text(words))));
        if (tolerance.isPresent()) {
            return saying(read, tolerance.get());
        }
        if (read.isEmpty() || !onlyFirstIsNumber) {
            return read;
        }
        Word word = read.getFirst();
        String mended = read.size() == 1
                ? column.get().shaped(word.text(), shape)
                : column.get().shapedBeforeUnit(word.text(), shape);
        String shaped = isUnsure() ? column.get().divided(mended) : mended;
        return shaped.equals(word.text())
                ? read
                : Stream.concat(Stream.of(word.saying(shaped)), read.stream().skip(1))
                        .toList();
    }

    /** Word for word, or as one. */
    private static List<Word> saying(List<Word> words, String text) {
        String[] parts = text.split(" ");
        if (parts.length == words.size()) {
            return IntStream.range(0, parts.length)
                    .mapToObj(i -> words.get(i).saying(parts[i]))
                    .toList();
        }
        Word whole = words.stream().reduce(Word::with).orElseThrow();
        return List.of(whole.saying(text.replace(" ", "")));
    }

    private boolean isUnlikeItsColumn() {
        return column.map(format -> format.end().isEmpty() || !format.fits(text(words)) || isUnsure())
                .orElse(!words.isEmpty() && confidence(words) < CERTAIN_WORD);
    }

    private boolean isUnsure() {
        return confidence(words) < CERTAIN_NUMBER;
    }

    /** Whether it is what was read first, and may be so in its column. */
    public boolean confirms(List<Word> other) {
        return !words.isEmpty() && withoutBlanks(other).equals(withoutBlanks(words)) && fits(other);
    }

    /** Which of two further readings of the room is to be believed rather than the first, if any. */
    public Optional<List<Word>> better(List<Word> one, List<Word> other) {
        boolean surer = confidence(other) > confidence(one);
        List<Word> best = fits(one) == fits(other) ? surer ? other : one : fits(one) ? one : other;
        boolean twice = withoutBlanks(one).equals(withoutBlanks(other));
        return twice && isConfirmed(best) || isBetter(best) ? Optional.of(best) : Optional.empty();
    }

    /** Whether it is no number, or nothing, where its column has numbers. */
    public boolean isNumberlessAmongNumbers() {
        return column.isPresent() && !isNumber(text(words));
    }

    /** A reading of the room in which letters count as digits: to be believed if there are as many strokes. */
    public Optional<List<Word>> asNumber(List<Word> digits, String shape) {
        String number = text(digits);
        return column.filter(format -> isNumber(number) && format.fits(number) && NumberFormat.isExactly(shape, number))
                .map(format -> digits);
    }

    private boolean fits(List<Word> other) {
        return column.map(format -> format.fits(text(other))).orElse(true);
    }

    /** Whether what was read twice is to be believed though it is not surer: nothing is lost by it, or too much was read. */
    private boolean isConfirmed(List<Word> other) {
        if (words.isEmpty() || confidence(other) < LIKELY || column.isPresent() && !isNumber(text(other))) {
            return false;
        }
        int more = letters(other) - letters(words);
        boolean alike = Math.abs(more) <= ALIKE;
        return column.map(format -> alike && fitsAsWell(format, text(other)))
                .orElse(alike && more >= 0 && confidence(words) < LIKELY);
    }

    private boolean fitsAsWell(NumberFormat format, String other) {
        String first = text(words);
        return format.fits(other)
                && !NumberFormat.isUnsigned(other, first)
                && (!format.fits(first) || !NumberFormat.isLess(other, first));
    }

    /** Whether another reading of the room is to be believed rather. */
    boolean isBetter(List<Word> other) {
        if (other.isEmpty() || column.isPresent() && !isNumber(text(other))) {
            return false;
        }
        double before = confidence(words);
        double now = confidence(other);
        if (words.isEmpty()) {
            // A rule beside a cell is read as one
            return column.isPresent() && now >= CERTAIN_OF_EMPTY && !text(other).equals("1");
        }
        int more = letters(other) - letters(words);
        boolean alike = Math.abs(more) <= ALIKE && (column.isPresent() || more >= 0);
        boolean surer = now > before + MUCH;
        boolean less = column.map(format -> format.fits(text(words)) && NumberFormat.isLess(text(other), text(words)))
                .orElse(false);
        if (less) {
            return false;
        }
        return alike && (surer && now >= CERTAIN_WORD || column.isPresent() && fitsBetter(column.get(), other))
                || before < LIKELY && surer && now >= CERTAIN_NUMBER && more >= 0;
    }

    private static boolean isNumber(String other) {
        return NumberFormat.isNumber(other) && NumberFormat.isClean(other);
    }

    private boolean fitsBetter(NumberFormat format, List<Word> other) {
        double now = confidence(other);
        boolean fitted = format.fits(text(words));
        boolean asSure = now > confidence(words) - MUCH;
        boolean clearer = now > confidence(words) + CLEARLY && !NumberFormat.isLess(text(other), text(words));
        return format.mayHavePoints() && NumberFormat.isWithPoint(text(words), text(other)) && now >= LIKELY
                || format.fits(text(other)) && (fitted ? clearer : now >= LIKELY && asSure);
    }

    private static int letters(List<Word> words) {
        return words.stream().mapToInt(word -> word.text().length()).sum();
    }

    private static String text(List<Word> words) {
        return words.stream().map(Word::text).collect(Collectors.joining(" "));
    }

    private static String withoutBlanks(List<Word> words) {
        return words.stream().map(Word::text).collect(Collectors.joining());
    }

    private static double confidence(List<Word> words) {
        return words.stream().mapToDouble(Word::confidence).min().orElse(0);
    }
}
