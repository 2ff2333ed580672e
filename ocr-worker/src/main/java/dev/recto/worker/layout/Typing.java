package dev.recto.worker.layout;

import java.util.List;
import java.util.stream.IntStream;

/** What was typed: all letters are as wide as a space there, which is wider than one in print. */
final class Typing {
    /** The widest space between words, in heights of the line. */
    static final double GAP = 1.3;

    private static final int MIN_WORDS = 6;
    /** The widest space of a line by its middle one. */
    private static final double EVEN = 1.8;

    /** The middle space of a line, in its heights: in print it is about a third. */
    private static final double WIDE = 0.6;

    /** Of a page's lines with many words. */
    private static final double MOST = 0.6;

    private static final int MIN_LINES = 3;

    private Typing() {}

    /** Whether most of a page's long lines are typed, so that its short ones are, too. */
    static boolean isOn(List<Region> regions) {
        List<Line> lines = Region.lines(regions)
                .filter(line -> line.words().size() >= MIN_WORDS)
                .toList();
        long typed = lines.stream()
                .filter(line -> isIn(line) && gaps(line)[line.words().size() / 2 - 1] > WIDE * line.height())
                .count();
        return typed >= Math.max(MIN_LINES, MOST * lines.size());
    }

    /** Many words, most of them in lower case as no heading's, hardly a number, all about as far apart. */
    static boolean isIn(Line line) {
        List<Word> words = line.words();
        if (words.size() < MIN_WORDS
                || words.stream().filter(Typing::hasDigit).count() * 5 > words.size()
                || words.stream().filter(Typing::isLowerCase).count() * 2 < words.size()) {
            return false;
        }
        int[] gaps = gaps(line);
        return gaps[gaps.length - 1] < Math.min(EVEN * gaps[gaps.length / 2], GAP * line.height());
    }

    /** Sorted. */
    private static int[] gaps(Line line) {
        List<Word> words = line.words();
        return IntStream.range(1, words.size())
                .map(i -> words.get(i).box().left() - words.get(i - 1).box().right())
                .sorted()
                .toArray();
    }

    private static boolean isLowerCase(Word word) {
        return Character.isLowerCase(word.text().codePointAt(0));
    }

    private static boolean hasDigit(Word word) {
        return word.text().chars().anyMatch(Character::isDigit);
    }
}
