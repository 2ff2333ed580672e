package dev.recto.worker.scan;

import dev.recto.model.Box;
import dev.recto.worker.image.RgbImage;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/** By how much, clockwise, a page must be turned so that its lines run level; and the way back for boxes. */
public record Skew(double degrees) {
    public static final Skew NONE = new Skew(0);

    private static final float SWEEP = 15;
    private static final float SWEEP_STEP = 1;
    private static final float SEARCH_STEP = 0.05f;
    /** Of the page's sides, for the coarse and for the fine search. */
    private static final int SWEEP_REDUCTION = 4;

    private static final int SEARCH_REDUCTION = 2;
    /** Paper is at least so bright where light is even. */
    private static final int PAPER = 160;
    /** Leptonica's own measure, of which it says that an angle is to be trusted from three on. */
    private static final float MIN_CONFIDENCE = 3;
    /** Pixels, below which a page can't be reduced. */
    private static final int MIN_SIDE = 64;
    /** Tesseract copes with less. */
    private static final double MIN_DEGREES = 0.3;

    /** Of a page whose light is even; none where it shows no lines. */
    public static Skew of(GrayImage page) {
        if (Math.min(page.width(), page.height()) < MIN_SIDE) {
            return NONE;
        }
        float[] angle = new float[1];
        float[] confidence = new float[1];
        try (NativePicture gray = NativePicture.of(page);
                NativePicture binary = new NativePicture(leptonica.pixThresholdToBinary(gray.pix(), PAPER))) {
            int failed = leptonica.pixFindSkewSweepAndSearch(
                    binary.pix(), angle, confidence, SWEEP_REDUCTION, SEARCH_REDUCTION, SWEEP, SWEEP_STEP, SEARCH_STEP);
            boolean found = failed == 0 && confidence[0] >= MIN_CONFIDENCE && Math.abs(angle[0]) >= MIN_DEGREES;
            return found ? new Skew(angle[0]) : NONE;
        }
    }

    /** The page made larger, so that its corners stay. */
    public GrayImage apply(GrayImage shown) {
        if (degrees == 0) {
            return shown;
        }
        try (NativePicture page = NativePicture.of(shown);
                NativePicture level = levelled(page)) {
            return level.image();
        }
    }

    /** The same in colours: pixel for pixel as large. */
    public RgbImage apply(RgbImage shown) {
        if (degrees == 0) {
            return shown;
        }
        try (NativePicture page = NativePicture.of(shown);
                NativePicture level = levelled(page)) {
            return level.colours();
        }
    }

    private NativePicture levelled(NativePicture page) {
        PIX shown = page.pix();
        return new NativePicture(leptonica.pixRotate(
                shown,
                (float) Math.toRadians(degrees),
                leptonica.L_ROTATE_AREA_MAP,
                leptonica.L_BRING_IN_WHITE,
                shown.w(),
                shown.h()));
    }

    /** From the level page to the shown one. */
    public Box toShown(Box box, Size level, Size shown) {
        if (degrees == 0) {
            return box;
        }
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double x = (box.left() + box.right() - level.width()) / 2.0;
        double y = (box.top() + box.bottom() - level.height()) / 2.0;
        double centerX = shown.width() / 2.0 + x * cos + y * sin;
        double centerY = shown.height() / 2.0 - x * sin + y * cos;
        double halfWidth = (box.width() * cos + box.height() * Math.abs(sin)) / 2;
        double halfHeight = (box.width() * Math.abs(sin) + box.height() * cos) / 2;
        int left = Math.clamp(Math.round(centerX - halfWidth), 0, shown.width() - 1);
        int top = Math.clamp(Math.round(centerY - halfHeight), 0, shown.height() - 1);
        return new Box(
                left,
                top,
                Math.clamp(Math.round(centerX + halfWidth), left + 1, shown.width()),
                Math.clamp(Math.round(centerY + halfHeight), top + 1, shown.height()));
    }
}
