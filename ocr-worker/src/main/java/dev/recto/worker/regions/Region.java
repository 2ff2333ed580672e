package dev.recto.worker.regions;

import dev.recto.model.Box;
import dev.recto.worker.detector.Detection;
import dev.recto.worker.detector.Label;

/**
 * A part of a page that is read by itself, or kept as a picture.
 *
 * @param score of its detection
 * @param box in pixels of the page
 * @param thousandths of the page's sides
 * @param crop the pixels that are read, which are those of the thousandths: no larger than the box, and maybe empty
 */
public record Region(Label label, double score, Box box, Box thousandths, Box crop) {
    private static final int SHARES = 1000;

    static Region of(Detection detection, Box box, int width, int height) {
        Box thousandths = new Box(
                share(box.left(), width),
                share(box.top(), height),
                share(box.right(), width),
                share(box.bottom(), height));
        Box crop = new Box(
                pixel(thousandths.left(), width),
                pixel(thousandths.top(), height),
                pixel(thousandths.right(), width),
                pixel(thousandths.bottom(), height));
        return new Region(detection.label(), detection.score(), box, thousandths, crop);
    }

    public Treatment treatment() {
        return Treatment.of(label);
    }

    /** Whether there are pixels to be read. */
    public boolean hasPixels() {
        return crop.width() > 0 && crop.height() > 0;
    }

    private static int share(int pixel, int side) {
        return (int) ((double) pixel / side * SHARES);
    }

    private static int pixel(int share, int side) {
        return (int) ((long) share * side / SHARES);
    }
}
