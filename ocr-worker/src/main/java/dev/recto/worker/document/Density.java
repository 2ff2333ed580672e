package dev.recto.worker.document;

/**
 * How many pixels of a picture an inch has, as its file claims.
 *
 * @param across from left to right as stored
 * @param down from top to bottom as stored
 */
record Density(double across, double down) {
    private static final double UNTOLD = 72.5;

    static Density perMetre(double across, double down) {
        return new Density(across * 0.0254, down * 0.0254);
    }

    static Density perCentimetre(double across, double down) {
        return new Density(across * 2.54, down * 2.54);
    }

    /** Whether it says anything: what is coarser is what programs write that do not know. */
    boolean isTold() {
        double finer = Math.max(across, down);
        return finer > UNTOLD && finer < Double.POSITIVE_INFINITY;
    }
}
