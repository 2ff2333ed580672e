package dev.recto.worker.tesseract;

import dev.recto.model.Box;
import dev.recto.worker.image.Bicubic;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.scan.GrayImage;
import dev.recto.worker.scan.SmallType;

/** From a page to a picture of it that Tesseract takes, and reads best, and back. */
record Scaling(int width, int height, double factor) {
    /** Of a side, in pixels: Tesseract counts them in 16 bits. */
    private static final int LONGEST_SIDE = Short.MAX_VALUE;

    /** Of a page with small type. */
    private static final int TWICE = 2;

    /** @param mostPixels that small type is enlarged to */
    static Scaling of(RgbImage page, int dpi, long mostPixels) {
        int longest = Math.max(page.width(), page.height());
        boolean mayGrow =
                TWICE * longest <= LONGEST_SIDE && (long) TWICE * page.width() * TWICE * page.height() <= mostPixels;
        double factor = mayGrow && SmallType.isOn(GrayImage.of(page), dpi)
                ? TWICE
                : Math.min(1, (double) LONGEST_SIDE / longest);
        return new Scaling(page.width(), page.height(), factor);
    }

    RgbImage apply(RgbImage page) {
        return factor == 1 ? page : Bicubic.resize(page, scaled(width), scaled(height));
    }

    int dpi(int dpi) {
        return Math.max(1, (int) Math.round(dpi * factor));
    }

    Box toShown(Box box) {
        if (factor == 1) {
            return box;
        }
        int left = Math.clamp((long) (box.left() / factor), 0, width - 1);
        int top = Math.clamp((long) (box.top() / factor), 0, height - 1);
        return new Box(
                left,
                top,
                Math.clamp((long) Math.ceil(box.right() / factor), left + 1, width),
                Math.clamp((long) Math.ceil(box.bottom() / factor), top + 1, height));
    }

    private int scaled(int side) {
        return Math.clamp((long) (side * factor), 1, LONGEST_SIDE);
    }
}
