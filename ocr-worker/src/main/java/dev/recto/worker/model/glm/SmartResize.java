package dev.recto.worker.model.glm;

import dev.recto.worker.model.UnreadableImageException;

/**
 * GLM-OCR's rule for the size a page is brought to: sides are multiples of a merged cell, the pixels of both frames stay
 * within bounds. Halves round to even.
 *
 * @param minimumPixels least number of pixels over all frames
 * @param maximumPixels largest number of pixels over all frames
 * @param cell pixels of a merged cell's side
 * @param frames frames that one image is counted as
 */
public record SmartResize(int minimumPixels, int maximumPixels, int cell, int frames) {
    /** The published model's. */
    public static final SmartResize PUBLISHED = new SmartResize(12_544, 9_633_792, 28, 2);

    private static final int MAXIMUM_ASPECT = 200;

    public SmartResize {
        if (minimumPixels < 1 || maximumPixels < minimumPixels || cell < 1 || frames < 1) {
            throw new IllegalArgumentException("pixel bounds make no sense");
        }
    }

    /** A page's size, in pixels. */
    public record Size(int width, int height) {}

    /** @throws UnreadableImageException if one side is over 200 times the other */
    public Size apply(int width, int height) {
        int w = width;
        int h = height;
        if (w < cell || h < cell) {
            double enlarge = Math.max((double) cell / w, (double) cell / h);
            w = (int) (w * enlarge);
            h = (int) (h * enlarge);
        }
        if ((double) Math.max(w, h) / Math.min(w, h) > MAXIMUM_ASPECT) {
            throw new UnreadableImageException("one side is over " + MAXIMUM_ASPECT + " times the other");
        }
        long roundedWidth = (long) Math.rint((double) w / cell) * cell;
        long roundedHeight = (long) Math.rint((double) h / cell) * cell;
        long pixels = frames * roundedWidth * roundedHeight;
        double original = (double) frames * w * h;
        if (pixels > maximumPixels) {
            double shrink = Math.sqrt(original / maximumPixels);
            roundedWidth = Math.max(cell, (long) Math.floor(w / shrink / cell) * cell);
            roundedHeight = Math.max(cell, (long) Math.floor(h / shrink / cell) * cell);
        } else if (pixels < minimumPixels) {
            double enlarge = Math.sqrt(minimumPixels / original);
            roundedWidth = (long) Math.ceil(w * enlarge / cell) * cell;
            roundedHeight = (long) Math.ceil(h * enlarge / cell) * cell;
        }
        return new Size(Math.toIntExact(roundedWidth), Math.toIntExact(roundedHeight));
    }
}
