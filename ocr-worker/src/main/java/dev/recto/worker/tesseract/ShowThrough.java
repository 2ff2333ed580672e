package dev.recto.worker.tesseract;

import dev.recto.worker.scan.FaintInk;
import dev.recto.worker.scan.GrayImage;
import dev.recto.worker.scan.Turn;
import java.util.List;

/** What is printed on a page's back and shines through where nothing else stands: pale ink that is read in a mirror, but not as it is. */
final class ShowThrough {
    /** Squared confidences, which letters in a mirror that happen to look like others hardly reach. */
    private static final double LEAST_SCORE = 12;

    private static final double LEAST_CONFIDENCE = 0.6;
    /** Nothing in a mirror is read with it. */
    private static final double CERTAIN = 0.85;
    /** How much more is read in the mirror. */
    private static final double RATHER = 2;

    private final Recognizer recognizer;

    ShowThrough(Recognizer recognizer) {
        this.recognizer = recognizer;
    }

    /** The page without it. */
    GrayImage removed(GrayImage page) {
        FaintInk faint = FaintInk.of(page, recognizer.dpi());
        List<GrayImage> bands = faint.bands();
        return !bands.isEmpty() && bands.stream().allMatch(this::isMirrored) ? faint.removed() : page;
    }

    /** A sheet is turned about its long side or about its short one before its back is printed. */
    private boolean isMirrored(GrayImage band) {
        Recognition shown = recognizer.words(band);
        if (shown.confidence() >= CERTAIN) {
            return false;
        }
        GrayImage mirrored = band.mirrored();
        return isRather(mirrored, shown) || isRather(Turn.HALF.apply(mirrored), shown);
    }

    private boolean isRather(GrayImage mirrored, Recognition shown) {
        Recognition read = recognizer.words(mirrored);
        return read.score() >= LEAST_SCORE
                && read.confidence() >= LEAST_CONFIDENCE
                && read.score() > RATHER * shown.score();
    }
}
