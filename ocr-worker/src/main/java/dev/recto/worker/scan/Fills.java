package dev.recto.worker.scan;

import dev.recto.model.Box;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/** Dark bars and cells with light text, which would be taken for pictures: read as their negative. */
public final class Fills {
    private static final int DARK = 128;
    private static final int LIGHT = 180;
    /** A pixel of the small picture is dark where all of a square of four by four are, which strokes of letters hardly are. */
    private static final int REDUCTION = 4;

    private static final int RANK = 4;
    /** In inches: strokes that are no fill, letters within one, and the least height and width of one. */
    private static final double STROKE = 0.05;

    private static final double LETTER = 0.16;
    private static final double HEIGHT = 0.11;
    private static final double WIDTH = 0.35;
    /** Of a fill, that its letters cover; and that is neither dark nor light, of which photographs have more. */
    private static final double MIN_LETTERS = 0.01;

    private static final double MAX_LETTERS = 0.3;
    private static final double MAX_BETWEEN = 0.2;

    private Fills() {}

    public static GrayImage inverted(GrayImage page, int dpi) {
        double inch = (double) dpi / REDUCTION;
        if (Math.min(page.width(), page.height()) < dpi) {
            return page;
        }
        try (NativePicture gray = NativePicture.of(page);
                NativePicture binary = new NativePicture(leptonica.pixThresholdToBinary(gray.pix(), DARK));
                NativePicture small =
                        new NativePicture(leptonica.pixReduceRankBinaryCascade(binary.pix(), RANK, RANK, 0, 0));
                NativePicture thick = new NativePicture(open(small.pix(), STROKE * inch, STROKE * inch));
                NativePicture whole = new NativePicture(
                        leptonica.pixCloseSafeBrick(null, thick.pix(), pixels(LETTER * inch), pixels(LETTER * inch)));
                NativePicture fills = new NativePicture(open(whole.pix(), WIDTH * inch, HEIGHT * inch))) {
            return inverted(page, fills.pix());
        }
    }

    private static PIX open(PIX picture, double width, double height) {
        return leptonica.pixOpenBrick(null, picture, pixels(width), pixels(height));
    }

    private static int pixels(double length) {
        return Math.max(1, (int) Math.round(length));
    }

    private static GrayImage inverted(GrayImage page, PIX fills) {
        byte[] pixels = page.pixels();
        for (Box fill : InkPieces.of(fills)) {
            int left = fill.left() * REDUCTION;
            int top = fill.top() * REDUCTION;
            int right = Math.min(page.width(), fill.right() * REDUCTION);
            int bottom = Math.min(page.height(), fill.bottom() * REDUCTION);
            if (hasLetters(page, left, top, right, bottom)) {
                pixels = pixels == page.pixels() ? pixels.clone() : pixels;
                invert(pixels, page.width(), left, top, right, bottom);
            }
        }
        return pixels == page.pixels() ? page : new GrayImage(page.width(), page.height(), pixels);
    }

    private static boolean hasLetters(GrayImage page, int left, int top, int right, int bottom) {
        int light = 0;
        int between = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int value = page.pixels()[y * page.width() + x] & 0xff;
                light += value >= LIGHT ? 1 : 0;
                between += value >= DARK && value < LIGHT ? 1 : 0;
            }
        }
        double area = (double) (right - left) * (bottom - top);
        return light > MIN_LETTERS * area && light < MAX_LETTERS * area && between < MAX_BETWEEN * area;
    }

    private static void invert(byte[] pixels, int width, int left, int top, int right, int bottom) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                pixels[y * width + x] = (byte) ~pixels[y * width + x];
            }
        }
    }
}
