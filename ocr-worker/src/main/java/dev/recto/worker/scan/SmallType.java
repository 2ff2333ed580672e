package dev.recto.worker.scan;

import dev.recto.model.Box;
import java.util.List;
import org.bytedeco.leptonica.global.leptonica;

/** Letters of too few pixels: those of six points at 200 dots per inch, and any at a hundred. */
public final class SmallType {
    /** Of the paper's brightness. */
    private static final double DARK = 0.75;
    /** In pixels: of a letter, and of a small one without ascenders. Less is dots and grain. */
    private static final int LEAST = 6;

    private static final int SMALL = 9;
    private static final int MOST = 60;
    /** Of letters, and how many tell; commas are small, too. */
    private static final double MANY = 0.25;

    private static final int ENOUGH = 100;
    private static final int MOST_LETTERS = 50_000;

    private SmallType() {}

    /**
     * Whether much of a page is set in it. Under uneven light grain looks like it, in a stain too, and so do the dots of
     * leaders, and more pieces than a page has letters.
     */
    public static boolean isOn(GrayImage page, int dpi) {
        return !Light.isUneven(page) && seemsToBeOn(page) && seemsToBeOn(Leaders.erased(Light.even(page), dpi));
    }

    private static boolean seemsToBeOn(GrayImage page) {
        int dark = (int) (DARK * new Histogram(page).quantile(0.5));
        try (NativePicture gray = NativePicture.of(page);
                NativePicture binary = new NativePicture(leptonica.pixThresholdToBinary(gray.pix(), dark))) {
            return isMuch(InkPieces.of(binary.pix(), MOST_LETTERS));
        }
    }

    private static boolean isMuch(List<Box> pieces) {
        List<Box> letters = pieces.stream()
                .filter(piece -> piece.height() >= LEAST && piece.height() <= MOST && piece.width() <= MOST)
                .toList();
        long small = letters.stream().filter(letter -> letter.height() <= SMALL).count();
        return letters.size() >= ENOUGH && small >= MANY * letters.size();
    }
}
