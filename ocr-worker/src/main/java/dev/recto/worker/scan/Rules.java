package dev.recto.worker.scan;

import org.bytedeco.leptonica.global.leptonica;

/** Long thin lines that run across a page or down it, beneath letters and through them. */
public final class Rules {
    private static final int DARK = 128;
    /** In inches: the shortest rule, and the thickest. */
    private static final double LENGTH = 0.6;

    private static final double THICKNESS = 0.025;
    /** In pixels: of a rule and what is pale beside it. */
    private static final int RIM = 3;

    private static final int WHITE = 255;

    private Rules() {}

    /** The page without those that are level; strokes that cross them stay. */
    public static GrayImage removed(GrayImage page, int dpi) {
        return removed(page, dpi, false);
    }

    /** The page without those that stand upright, too. */
    public static GrayImage allRemoved(GrayImage page, int dpi) {
        return removed(removed(page, dpi, false), dpi, true);
    }

    private static GrayImage removed(GrayImage page, int dpi, boolean upright) {
        int length = Math.max(1, (int) Math.round(LENGTH * dpi));
        int thickest = Math.max(2, (int) Math.round(THICKNESS * dpi));
        try (NativePicture gray = NativePicture.of(page);
                NativePicture dark = new NativePicture(leptonica.pixThresholdToBinary(gray.pix(), DARK));
                NativePicture strokes = opened(dark, 1, thickest + 1, upright);
                NativePicture runs = opened(dark, length, 1, upright);
                NativePicture rules = new NativePicture(leptonica.pixSubtract(null, runs.pix(), strokes.pix()));
                NativePicture rims = new NativePicture(
                        leptonica.pixDilateBrick(null, rules.pix(), upright ? RIM : 1, upright ? 1 : RIM));
                NativePicture gone = new NativePicture(leptonica.pixSubtract(null, rims.pix(), strokes.pix()))) {
            leptonica.pixSetMasked(gray.pix(), gone.pix(), WHITE);
            return gray.image();
        }
    }

    /** What is as long and as thick, along a rule and across it. */
    private static NativePicture opened(NativePicture dark, int along, int across, boolean upright) {
        return new NativePicture(
                leptonica.pixOpenBrick(null, dark.pix(), upright ? across : along, upright ? along : across));
    }
}
