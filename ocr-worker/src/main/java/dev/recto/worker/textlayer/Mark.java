package dev.recto.worker.textlayer;

import dev.recto.model.Box;
import dev.recto.worker.document.ClaimedWord;
import dev.recto.worker.reader.ReadWord;

/**
 * A word at its place in the pixels of a page, of whichever of the two texts.
 *
 * @param letters that count
 * @param index of the word in its text
 */
record Mark(String letters, double left, double top, double right, double bottom, int index) {
    /** Of the shorter of two sides, that two words at one place have in common. */
    private static final double COMMON = 0.5;

    static Mark of(ClaimedWord word, int index, double scale) {
        return new Mark(
                Spelling.letters(word.text()),
                word.left() * scale,
                word.top() * scale,
                word.right() * scale,
                word.bottom() * scale,
                index);
    }

    static Mark of(ReadWord word, int index) {
        Box box = word.box();
        return new Mark(Spelling.letters(word.text()), box.left(), box.top(), box.right(), box.bottom(), index);
    }

    /** Whether both stand at the same place. */
    boolean meets(Mark other) {
        return common(left, right, other.left, other.right) && common(top, bottom, other.top, other.bottom);
    }

    /** Whether the other one's middle is no more than this far beside or above this word. */
    boolean isNear(Mark other, double distance) {
        double x = (other.left + other.right) / 2;
        double y = (other.top + other.bottom) / 2;
        return x >= left - distance && x <= right + distance && Math.abs(y - (top + bottom) / 2) <= distance;
    }

    double height() {
        return bottom - top;
    }

    private static boolean common(double start, double end, double otherStart, double otherEnd) {
        double shorter = Math.min(end - start, otherEnd - otherStart);
        return Math.min(end, otherEnd) - Math.max(start, otherStart) > COMMON * shorter;
    }
}
