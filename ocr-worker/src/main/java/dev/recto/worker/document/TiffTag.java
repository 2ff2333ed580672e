package dev.recto.worker.document;

import java.util.Optional;

/** Numbers of tags (TIFF 6.0, section 8) that TIFF files and EXIF share. */
final class TiffTag {
    static final int ORIENTATION = 274;

    /** Pixels of a unit, a fraction each. */
    static final int ACROSS = 282;

    static final int DOWN = 283;
    static final int DENSITY_UNIT = 296;

    /** Also where no unit is given. */
    static final int PER_INCH = 2;

    private static final int PER_CENTIMETRE = 3;

    private TiffTag() {}

    static Optional<Density> density(double across, double down, long unit) {
        Density density = unit == PER_CENTIMETRE ? Density.perCentimetre(across, down) : new Density(across, down);
        return Optional.of(density).filter(told -> (unit == PER_INCH || unit == PER_CENTIMETRE) && told.isTold());
    }
}
