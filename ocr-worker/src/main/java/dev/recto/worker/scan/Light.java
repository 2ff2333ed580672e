package dev.recto.worker.scan;

import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/** What the paper reflects: a shadow or a lamp makes it differ from place to place, and then one threshold fits nowhere. */
public final class Light {
    /** Sides of the squares that are compared, in pixels: paper shows in each of them. */
    private static final int SQUARE = 64;
    /** The darkest squares are ink and frames, the brightest are noise. */
    private static final double DARK = 0.1;

    private static final double BRIGHT = 0.9;
    private static final double EVEN = 0.8;

    /** At least so much of a page of text is paper. */
    private static final double PAPER_OF_TEXT = 0.75;

    private static final int MIDDLE = 128;
    private static final int INK = 4;

    private static final int REDUCTION = 8;
    private static final int STROKES = 11;
    private static final int PAPER = 230;

    private Light() {}

    /** Light ink on dark paper: there is more paper than ink, so the page's mean lies on the ink's side of its median. */
    public static boolean isNegative(GrayImage page) {
        Histogram shades = new Histogram(page);
        return shades.quantile(PAPER_OF_TEXT) < MIDDLE && shades.mean() > shades.quantile(0.5) + INK;
    }

    public static boolean isUneven(GrayImage page) {
        if (page.width() < 2 * SQUARE || page.height() < 2 * SQUARE) {
            return false;
        }
        try (NativePicture gray = NativePicture.of(page);
                NativePicture brightest = new NativePicture(
                        leptonica.pixScaleGrayMinMax(gray.pix(), SQUARE, SQUARE, leptonica.L_CHOOSE_MAX))) {
            Histogram paper = new Histogram(brightest.image());
            return paper.quantile(DARK) < EVEN * paper.quantile(BRIGHT);
        }
    }

    /** The page as it would be under even light; as it is, where it shows no paper anywhere. */
    public static GrayImage even(GrayImage page) {
        try (NativePicture gray = NativePicture.of(page)) {
            PIX even = leptonica.pixBackgroundNormMorph(gray.pix(), null, REDUCTION, STROKES, PAPER);
            if (even == null) {
                return page;
            }
            try (NativePicture made = new NativePicture(even)) {
                return made.image();
            }
        }
    }
}
