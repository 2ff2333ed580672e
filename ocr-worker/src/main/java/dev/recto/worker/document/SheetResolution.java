package dev.recto.worker.document;

import dev.recto.model.PageDimensions;
import java.util.Optional;

/**
 * How fine a picture of a sheet of paper is, in dots per inch: as its file claims where that makes a sheet. Cameras, and programs that
 * do not know, claim 72 or 96, which would make a poster; such a picture is taken for one of a usual sheet.
 */
final class SheetResolution {
    /** The longer side of A4 in inches. */
    private static final double USUAL_SIDE = 11.7;

    /** Of A3 and ledger with a margin, in inches. */
    private static final double LONGEST_SIDE = 17.5;

    private static final int COARSEST = 72;
    private static final int FINEST = 600;

    /** A scanner's, which nobody exceeds in earnest. */
    private static final int FINEST_CLAIM = 2400;

    private SheetResolution() {}

    static boolean isSheet(double longerSide) {
        return longerSide <= LONGEST_SIDE;
    }

    /** Of a page that was drawn, and is a picture from edge to edge. */
    static int of(PageDimensions drawn) {
        Density density = new Density(drawn.dpi(), drawn.dpi());
        return of(Optional.of(density), Math.max(drawn.width(), drawn.height()));
    }

    /** @param longerSide of the picture in pixels */
    static int of(Optional<Density> claimed, int longerSide) {
        return claimed.map(density -> Math.round(Math.max(density.across(), density.down())))
                .filter(dpi -> COARSEST <= dpi && dpi <= FINEST_CLAIM && isSheet((double) longerSide / dpi))
                .map(Math::toIntExact)
                .orElseGet(() -> Math.clamp(Math.round(longerSide / USUAL_SIDE), COARSEST, FINEST));
    }
}
