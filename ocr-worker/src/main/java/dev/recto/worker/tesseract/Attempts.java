package dev.recto.worker.tesseract;

import dev.recto.worker.image.BlankPage;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.scan.Fills;
import dev.recto.worker.scan.GrayImage;
import dev.recto.worker.scan.Light;
import dev.recto.worker.scan.Skew;
import dev.recto.worker.scan.Turn;

/** Reads a page level; under even light too, and turned, where the first reading or the page gives reason to. */
final class Attempts {
    private static final double MOSTLY = 0.5;

    private final TesseractSlot slot;
    private final String language;
    private final int dpi;
    private final double turnBelow;
    private final Cancellation cancellation;

    Attempts(TesseractSlot slot, String language, int dpi, double turnBelow, Cancellation cancellation) {
        this.slot = slot;
        this.language = language;
        this.dpi = dpi;
        this.turnBelow = turnBelow;
        this.cancellation = cancellation;
    }

    /** The one that read most, and most certainly; grain of paper without a word is no figure. */
    Attempt best(GrayImage page) {
        GrayImage shown = Fills.inverted(Light.isNegative(page) ? page.inverted() : page, dpi);
        boolean uneven = Light.isUneven(shown);
        GrayImage even = uneven ? Light.even(shown) : shown;
        Skew skew = Skew.of(even);
        Attempt best = read(shown, Turn.NONE, skew);
        if (uneven) {
            best = best.orBetter(read(even, Turn.NONE, skew));
        }
        if (best.recognition().sideways() > MOSTLY || best.recognition().confidence() < turnBelow) {
            Turn turn = slot.orientation().of(even, dpi, 0);
            if (turn != Turn.NONE) {
                GrayImage turned = turn.apply(even);
                best = best.orBetter(read(turned, turn, Skew.of(turned)));
            }
        }
        boolean blank = best.recognition().score() == 0 && BlankPage.DEFAULT.matches(even.rgb());
        return blank ? best.withNothing() : best;
    }

    private Attempt read(GrayImage turned, Turn turn, Skew skew) {
        GrayImage level = skew.apply(turned);
        TesseractApi api = slot.language(language);
        Recognition recognition = api.recognize(level, dpi, cancellation);
        Recognition labelled = new Labels(api, dpi, cancellation).with(recognition, level);
        return new Attempt(
                new Capitals(api, dpi, cancellation).with(labelled, level), turn, turned.size(), skew, level);
    }
}
