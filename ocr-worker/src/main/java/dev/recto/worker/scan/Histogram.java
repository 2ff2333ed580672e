package dev.recto.worker.scan;

/** How many of a picture's pixels have each brightness. */
final class Histogram {
    private final int[] counts = new int[256];
    private final int pixels;

    Histogram(GrayImage image) {
        this.pixels = image.pixels().length;
        for (byte pixel : image.pixels()) {
            counts[pixel & 0xff]++;
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
