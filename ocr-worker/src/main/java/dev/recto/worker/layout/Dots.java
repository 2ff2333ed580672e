package dev.recto.worker.layout;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Dots of ink before the items of a list, whatever recognition makes of them: letters and signs where there is nothing to read. */
final class Dots {
    private static final Pattern MISREAD = Pattern.compile("[e»«¢©®°*+]|[•·●○◦▪■□‣∙»«¢©®°]{2}");
    /** Of these what begins no text. */
    private static final Pattern NO_WORD = Pattern.compile("[¢°]|..");

    private static final Pattern SMALL_LETTERS = Pattern.compile("[acemnorsuvwxz]+");
    private static final String LETTER = "e";
    private static final String TYPED = "*+";
    private static final String QUOTES = "«»";
    /** Below, a letter is doubtful, and an asterisk. */
    private static final double CERTAIN = 0.7;

    private static final double CERTAIN_SIGN = 0.9;
    /** In heights of a line: a letter, and a sign. */
    private static final double LETTER_HEIGHT = 0.47;

    private static final double SIGN_HEIGHT = 0.37;
    /** By the height of small letters. */
    private static final double SMALLER = 0.9;
    /** The space behind a dot, by that between words. */
    private static final double WIDE = 1.8;

    private Dots() {}

    /** Whether a word is what recognition tends to make of a dot of ink by itself. */
    static boolean mayBe(String text) {
        return MISREAD.matcher(text).matches();
    }

    /** @param lines of its paragraph */
    static boolean begins(Line line, List<Line> lines) {
        Word mark = line.words().getFirst();
        String text = mark.text();
        if (line.words().size() < 2 || !mayBe(text)) {
            return false;
        }
        boolean small = mark.box().height() < SIGN_HEIGHT * line.height();
        if (TYPED.contains(text)) {
            return small && mark.confidence() < CERTAIN_SIGN;
        }
        if (NO_WORD.matcher(text).matches() || mark.confidence() < CERTAIN) {
            return true;
        }
        if (QUOTES.contains(text)) {
            return small || isSetApart(line);
        }
        return mark.box().height() < smallLetters(line, lines) || text.equals(LETTER) && isSetApart(line);
    }

    private static double smallLetters(Line line, List<Line> lines) {
        OptionalInt height = lines.stream()
                .flatMap(each -> each.words().stream().skip(1))
                .filter(word -> SMALL_LETTERS.matcher(word.text()).matches())
                .mapToInt(word -> word.box().height())
                .min();
        return height.isPresent() ? SMALLER * height.getAsInt() : LETTER_HEIGHT * line.height();
    }

    private static boolean isSetApart(Line line) {
        int[] gaps = IntStream.range(2, line.words().size())
                .map(i -> gap(line, i))
                .sorted()
                .toArray();
        return gaps.length > 0 && gap(line, 1) > WIDE * gaps[gaps.length / 2];
    }

    private static int gap(Line line, int word) {
        return line.words().get(word).box().left()
                - line.words().get(word - 1).box().right();
    }
}
