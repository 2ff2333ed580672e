package dev.recto.worker.regions;

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
public record Region(Label label, double score, Rectangle box, Rectangle thousandths, Rectangle crop) {
    private static final int SHARES = 1000;

    static Region of(Detection detection, Rectangle box, int width, int height) {
        Rectangle thousandths = box.map(x -> share(x, width), y -> share(y, height));
        Rectangle crop = thousandths.map(x -> pixel(x, width), y -> pixel(y, height));
        return new Region(detection.label(), detection.score(), box, thousandths, crop);
    }

    public Treatment treatment() {
        return Treatment.of(label);
    }

    private static int share(int pixel, int side) {
        return (int) ((double) pixel / side * SHARES);
    }

    private static int pixel(int share, int side) {
        return (int) ((long) share * side / SHARES);
    }
}
