package dev.recto.worker.tesseract;

import dev.recto.model.Box;

/**
 * A reading of a page that was prepared for it.
 *
 * @param turned the page turned, of which {@code level} is a copy whose lines run level
 */
record Attempt(Recognition recognition, Turn turn, GrayImage turned, Skew skew, GrayImage level) {
    /** From what was read to the page as shown. */
    Box toShown(Box box) {
        Box onTurned = skew.toShown(box, level, turned);
        return turn.swapsSides()
                ? turn.toShown(onTurned, turned.height(), turned.width())
                : turn.toShown(onTurned, turned.width(), turned.height());
    }

    Attempt orBetter(Attempt other) {
        return other.recognition.score() > recognition.score() ? other : this;
    }

    Attempt withNothing() {
        return new Attempt(Recognition.NOTHING, turn, turned, skew, level);
    }
}
