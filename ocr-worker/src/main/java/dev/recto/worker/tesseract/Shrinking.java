package dev.recto.worker.tesseract;

import dev.recto.model.Box;
import dev.recto.worker.image.Bicubic;
import dev.recto.worker.image.RgbImage;

/** From a page to the largest picture of it that Tesseract takes, and back. */
record Shrinking(int width, int height, double factor) {
    /** Of a side, in pixels: Tesseract counts them in 16 bits. */
    private static final int LONGEST_SIDE = Short.MAX_VALUE;

    static Shrinking of(int width, int height) {
        return new Shrinking(width, height, Math.min(1, (double) LONGEST_SIDE / Math.max(width, height)));
    }

    RgbImage apply(RgbImage page) {
        return factor == 1 ? page : Bicubic.resize(page, shrunk(width), shrunk(height));
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

    private int shrunk(int side) {
        return Math.clamp((long) (side * factor), 1, LONGEST_SIDE);
    }
}
