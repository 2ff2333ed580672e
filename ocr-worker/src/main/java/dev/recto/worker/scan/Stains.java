package dev.recto.worker.scan;

import dev.recto.model.Box;
import java.util.List;

/** Paper that is darker than the rest of its page, and what is printed on it with it: it is taken for a picture where there is little ink elsewhere. */
public final class Stains {
    /** By the page's paper. */
    private static final double DARKEST = 0.6;

    private static final double BRIGHTEST = 0.95;

    /** Of its pixels: ink, and ink or stain; the rest may lie outside. */
    private static final double INK = 0.12;

    private static final double DARK = 0.3;
    /** Of a stain's shade: it is even, and a picture is not. */
    private static final double EVEN = 0.8;

    private Stains() {}

    /** Whether one of the parts of a page is a stain, maybe with text on it. */
    public static boolean areIn(GrayImage page, List<Box> parts) {
        if (parts.isEmpty()) {
            return false;
        }
        int paper = new Histogram(page).quantile(0.5);
        return parts.stream().anyMatch(part -> isOne(page, part, paper));
    }

    private static boolean isOne(GrayImage page, Box part, int paper) {
        Histogram shades = new Histogram(page, page.size().within(part));
        int shade = shades.quantile(DARK);
        return shade > DARKEST * paper && shade < BRIGHTEST * paper && shades.quantile(INK) > EVEN * shade;
    }
}
