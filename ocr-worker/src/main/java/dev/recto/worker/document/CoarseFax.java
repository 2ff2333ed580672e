package dev.recto.worker.document;

import java.util.Optional;

/**
 * A fax of standard resolution has 204 pixels an inch across and 98 lines down (ITU-T T.4): a sheet half as high as it was. Whoever
 * shows TIFF files shows it in its own proportions.
 */
final class CoarseFax {
    private static final double LEAST_RATIO = 1.5;
    private static final double MOST_RATIO = 3;

    /** Longer side to shorter one of a sheet, legal size (14 to 8.5 inches) among them. */
    private static final double LONGEST_SHEET = 1.8;

    private CoarseFax() {}

    /** The rows that a stored picture of such a fax is shown with; as many as it has if it is none. */
    static int rows(int width, int height, Optional<Density> claimed) {
        return claimed.map(density -> density.across() / density.down())
                .filter(ratio -> LEAST_RATIO <= ratio && ratio <= MOST_RATIO)
                .map(ratio -> (int) Math.min(Math.round(height * ratio), Integer.MAX_VALUE))
                .filter(rows -> rows <= LONGEST_SHEET * width && width <= LONGEST_SHEET * rows)
                .orElse(height);
    }
}
