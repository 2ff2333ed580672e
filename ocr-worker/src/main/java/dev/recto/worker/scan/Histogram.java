package dev.recto.worker.scan;

import dev.recto.model.Box;

/** How many of a picture's pixels have each brightness. */
final class Histogram {
    private final int[] counts = new int[256];
    private final int pixels;

    Histogram(GrayImage image) {
        this(image, new Box(0, 0, image.width(), image.height()));
    }

    /** @param part that lies inside the image */
    Histogram(GrayImage image, Box part) {
        this.pixels = part.width() * part.height();
        for (int y = part.top(); y < part.bottom(); y++) {
            for (int at = y * image.width() + part.left(); at < y * image.width() + part.right(); at++) {
                counts[image.pixels()[at] & 0xff]++;
            }
        }
    }

    /** The brightness that this share of all pixels does not exceed. */
    int quantile(double share) {
        long passed = 0;
        for (int brightness = 0; brightness < counts.length; brightness++) {
            passed += counts[brightness];
            if (passed > share * pixels) {
                return brightness;
            }
        }
        return counts.length - 1;
    }

    double mean() {
        double sum = 0;
        for (int brightness = 0; brightness < counts.length; brightness++) {
            sum += (double) brightness * counts[brightness];
        }
        return sum / pixels;
    }
}
