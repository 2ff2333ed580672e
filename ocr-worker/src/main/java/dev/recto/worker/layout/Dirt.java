package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Specks and strokes that were taken for words. */
final class Dirt {
    /** Shortest side of a figure in pixels. */
    private static final int MIN_FIGURE = 24;

    /** Share of the page's words that a figure may hold, for labels. */
    private static final double MAX_WORDS_IN_FIGURE = 0.3;

    /** Height of a word by the width of one of its letters: a rule is flatter than any type. */
    private static final double FLAT = 0.3;

    /** Of the other words of a line, with which an uncertain one is kept if it looks like them. */
    private static final double CERTAIN = 0.85;
    /** In heights of the line. */
    private static final double MIN_HEIGHT = 0.6;

    private static final int MIN_LETTERS = 3;

    private static final double DOUBTFUL = 0.6;
    private static final Pattern NUMBER = Pattern.compile("[+–—-]?\\d.*");
    private static final Pattern SIGN = Pattern.compile("[§=~«»¢¥©®°^_]");

    private Dirt() {}

    /** Without words below the confidence that stand by themselves, without strokes and false figures, and without what is empty then. */
    static List<Region> remove(List<Region> regions, double minConfidence) {
        List<Region> text = Region.keep(regions, line -> cleaned(line, minConfidence));
        List<Box> words = Region.words(text).map(Word::box).toList();
        return text.stream()
                .filter(region -> !(region instanceof Region.Figure figure) || isFigure(figure.box(), words))
                .toList();
    }

    /** The table that a sheet lies on, or paper that is not white, is no figure: the page's words are all over it. */
    private static boolean isFigure(Box box, List<Box> words) {
        long within = words.stream()
                .filter(word -> 2 * Boxes.common(word, box) > Boxes.area(word))
                .count();
        return Math.min(box.width(), box.height()) >= MIN_FIGURE && within <= MAX_WORDS_IN_FIGURE * words.size();
    }

    private static Optional<Line> cleaned(Line line, double minConfidence) {
        List<Word> words = line.words().stream()
                .filter(word -> !isStroke(word.text()) && !isRule(word) || isAbout(word, line.words()))
                .toList();
        double certain = words.stream()
                .filter(word -> word.confidence() >= minConfidence)
                .mapToDouble(Word::confidence)
                .average()
                .orElse(0);
        List<Word> kept = words.stream()
                .filter(word ->
                        word.confidence() >= minConfidence || certain >= CERTAIN && isOfSize(word, line.height()))
                .filter(word -> word == words.getFirst() || !isDoubtfulSign(word) || isCited(word, words))
                .toList();
        return line.with(kept);
    }

    /** Letters as high as those of its line, which specks are not. */
    private static boolean isOfSize(Word word, double height) {
        return word.text().codePoints().filter(Character::isLetterOrDigit).count() >= MIN_LETTERS
                && word.box().height() >= MIN_HEIGHT * height
                && word.box().height() <= height;
    }

    private static boolean isStroke(String text) {
        return text.chars().allMatch(c -> c == '|' || c == '_' || c == '~' || c == '‘' || c == '’' || c == '`');
    }

    private static boolean isAbout(Word sign, List<Word> words) {
        int next = words.indexOf(sign) + 1;
        return next < words.size() && isAbout(sign, words.get(next));
    }

    /** Before a number that is about right. */
    static boolean isAbout(Word sign, Word next) {
        return sign.text().equals("~")
                && sign.confidence() >= DOUBTFUL
                && NUMBER.matcher(next.text()).matches();
    }

    /** A paragraph has a number. */
    private static boolean isCited(Word sign, List<Word> words) {
        int next = words.indexOf(sign) + 1;
        return sign.text().equals("§")
                && next < words.size()
                && Character.isDigit(words.get(next).text().codePointAt(0));
    }

    /** What specks between words are read as; at the beginning of a line it may be a bullet. */
    private static boolean isDoubtfulSign(Word word) {
        return word.confidence() < DOUBTFUL && SIGN.matcher(word.text()).matches();
    }

    /** Chinese and Japanese have letters as flat as a rule. */
    private static boolean isStrokeOfItsOwn(int codePoint) {
        return Character.isIdeographic(codePoint) || codePoint == 'ー';
    }

    /** A ruled line that was read as letters. */
    private static boolean isRule(Word word) {
        Box box = word.box();
        return word.text().codePoints().noneMatch(Dirt::isStrokeOfItsOwn)
                && word.text().codePoints().anyMatch(c -> Character.isLetterOrDigit(c) || c == '_')
                && box.height() * word.text().length() < FLAT * box.width();
    }
}
