package dev.recto.worker.tesseract;

import dev.recto.model.Box;
import dev.recto.worker.scan.GrayImage;
import dev.recto.worker.scan.Size;
import dev.recto.worker.scan.Skew;
import dev.recto.worker.scan.Turn;
import java.util.List;

/**
 * A reading of a page that was prepared for it.
 *
 * @param turned of the page turned
 * @param level the copy of that whose lines run level
 */
record Attempt(Recognition recognition, Turn turn, Size turned, Skew skew, LevelPage level) {
    /** Of an empty page. */
    static Attempt ofNothing(GrayImage page) {
        return new Attempt(Recognition.NOTHING, Turn.NONE, page.size(), Skew.NONE, new LevelPage(page, List.of()));
    }

    /** From what was read to the page as shown. */
    Box toShown(Box box) {
        Size shown = turn.swapsSides() ? turned.turned() : turned;
        return turn.toShown(skew.toShown(box, level.image().size(), turned), shown.width(), shown.height());
    }

    Attempt orBetter(Attempt other) {
        return other.recognition.score() > recognition.score() ? other : this;
    }

    Attempt withNothing() {
        return with(Recognition.NOTHING);
    }

    /** A reading of another copy, as large. */
    Attempt on(GrayImage copy, Recognizer recognizer) {
        LevelPage other = new LevelPage(copy, level.regions());
        return new Attempt(recognizer.recognize(other), turn, turned, skew, other);
    }

    /** Another reading of the same copy. */
    Attempt with(Recognition other) {
        return new Attempt(other, turn, turned, skew, level);
    }
}
