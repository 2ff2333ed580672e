package dev.recto.worker.serving;

import dev.recto.model.PageFlag;
import dev.recto.worker.image.Bicubic;
import dev.recto.worker.image.RgbImage;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a model spares at the cost of accuracy, by configuration; a page's flags say so.
 *
 * @param longestSide pixels of the longer side of what the model is shown
 * @param int8Cache whether it keeps keys and values in 8 bits
 */
record Savings(int longestSide, boolean int8Cache) {
    static final Savings NONE = new Savings(Integer.MAX_VALUE, false);

    private static final int LEAST_SIDE = 56;

    Savings {
        if (longestSide < LEAST_SIDE) {
            throw new IllegalArgumentException("a picture's longest side is at least " + LEAST_SIDE + " pixels");
        }
    }

    /** The picture as the model is shown it. */
    RgbImage reduced(RgbImage page) {
        if (!reduces(page)) {
            return page;
        }
        double scale = longestSide / (double) Math.max(page.width(), page.height());
        return Bicubic.resize(page, side(page.width(), scale), side(page.height(), scale));
    }

    private static int side(int pixels, double scale) {
        return Math.max(1, (int) Math.round(pixels * scale));
    }

    Set<PageFlag> flags(RgbImage page) {
        Set<PageFlag> flags = EnumSet.noneOf(PageFlag.class);
        if (reduces(page)) {
            flags.add(PageFlag.REDUCED);
        }
        if (int8Cache) {
            flags.add(PageFlag.INT8_CACHE);
        }
        return flags;
    }

    private boolean reduces(RgbImage page) {
        return Math.max(page.width(), page.height()) > longestSide;
    }
}
