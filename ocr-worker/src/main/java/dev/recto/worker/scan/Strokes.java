package dev.recto.worker.scan;

import dev.recto.model.Box;

/** Whether something is written in a place that seems empty. */
public final class Strokes {
    private static final double MIDDLE = 0.5;
    /** In square inches: less than a point of nine has. */
    private static final double LEAST = 0.0006;

    private Strokes() {}

    /** @param place that lies inside the page */
    public static boolean areIn(GrayImage page, Box place, int dpi) {
        int dark = new Histogram(page, place).quantile(MIDDLE) - InkMap.LEAST_DEPTH;
        double pixels = new InkShare(page, dark).of(place) * place.width() * place.height();
        return pixels >= LEAST * dpi * dpi;
    }
}
