package dev.recto.worker.document;

/**
 * How many pixels of a picture an inch has, as its file claims.
 *
 * @param across from left to right as stored
 * @param down from top to bottom as stored
 */
record Density(double across, double down) {
    static Density perMetre(double across, double down) {
        return new Density(across * 0.0254, down * 0.0254);
    }

    static Density perCentimetre(double across, double down) {
        return new Density(across * 2.54, down * 2.54);
    }

    Density swapped() {
        return new Density(down, across);
    }
}
