package dev.recto.worker.tesseract;

import dev.recto.worker.image.BlankPage;
import dev.recto.worker.reader.Cancellation;

/** Reads a page level; under even light too, and turned, where the first reading or the page gives reason to. */
final class Attempts {
    private static final double MOSTLY = 0.5;

    private final TesseractApi api;
    private final int dpi;
    private final double turnBelow;
    private final Cancellation cancellation;

    Attempts(TesseractApi api, int dpi, double turnBelow, Cancellation cancellation) {
        this.api = api;
        this.dpi = dpi;
        this.turnBelow = turnBelow;
        this.cancellation = cancellation;
    }

    /** The one that read most, and most certainly; grain of paper without a word is no figure. */
    Attempt best(GrayImage page) {
        GrayImage shown = Light.isNegative(page) ? page.inverted() : page;
        boolean uneven = Light.isUneven(shown);
        GrayImage even = uneven ? Light.even(shown) : shown;
        Attempt best = read(shown, even, Turn.NONE);
        if (uneven) {
            best = best.orBetter(read(even, even, Turn.NONE));
        }
        if (best.recognition().sideways() > MOSTLY || best.recognition().confidence() < turnBelow) {
            Turn turn = api.orientation(even, dpi);
            if (turn != Turn.NONE) {
                best = best.orBetter(read(even, even, turn));
            }
        }
        boolean blank = best.recognition().score() == 0 && BlankPage.DEFAULT.matches(even.rgb());
        return blank ? best.withNothing() : best;
    }

    private Attempt read(GrayImage shown, GrayImage even, Turn turn) {
        GrayImage turned = turn.apply(shown);
        Skew skew = Skew.of(turn.apply(even));
        GrayImage level = skew.apply(turned);
        return new Attempt(api.recognize(level, dpi, cancellation), shown, turn, turned, skew, level);
    }
}
