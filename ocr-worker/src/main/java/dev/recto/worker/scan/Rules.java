package dev.recto.worker.scan;

import org.bytedeco.leptonica.global.leptonica;

/** Long thin lines that run across a page, beneath letters and through them. */
public final class Rules {
    private static final int DARK = 128;
    /** In inches: the shortest rule, and the thickest. */
    private static final double LENGTH = 0.6;

    private static final double THICKNESS = 0.025;
    private static final int WHITE = 255;

    private Rules() {}

    /** The page without them; strokes that cross them stay. */
    public static GrayImage removed(GrayImage page, int dpi) {
        int length = Math.max(1, (int) Math.round(LENGTH * dpi));
        int thickest = Math.max(2, (int) Math.round(THICKNESS * dpi));
        try (NativePicture gray = NativePicture.of(page);
                NativePicture dark = new NativePicture(leptonica.pixThresholdToBinary(gray.pix(), DARK));
                NativePicture strokes = new NativePicture(leptonica.pixOpenBrick(null, dark.pix(), 1, thickest + 1));
                NativePicture runs = new NativePicture(leptonica.pixOpenBrick(null, dark.pix(), length, 1));
                NativePicture rules = new NativePicture(leptonica.pixSubtract(null, runs.pix(), strokes.pix()));
                NativePicture rims = new NativePicture(leptonica.pixDilateBrick(null, rules.pix(), 1, 3));
                NativePicture gone = new NativePicture(leptonica.pixSubtract(null, rims.pix(), strokes.pix()))) {
            leptonica.pixSetMasked(gray.pix(), gone.pix(), WHITE);
            return gray.image();
        }
    }
}
