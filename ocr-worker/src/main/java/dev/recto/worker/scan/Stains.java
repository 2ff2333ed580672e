package dev.recto.worker.scan;

import dev.recto.model.Box;

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

    /** Whether the part of a page is one, maybe with text on it. */
    public static boolean isOne(GrayImage page, Box part) {
        int paper = new Histogram(page).quantile(0.5);
        Histogram shades = new Histogram(page, page.size().within(part));
        int shade = shades.quantile(DARK);
        return shade > DARKEST * paper && shade < BRIGHTEST * paper && shades.quantile(INK) > EVEN * shade;
    }
}
