package dev.recto.worker.tesseract;

import dev.recto.worker.image.BlankPage;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.scan.Fills;
import dev.recto.worker.scan.Grain;
import dev.recto.worker.scan.GrayImage;
import dev.recto.worker.scan.Leaders;
import dev.recto.worker.scan.Light;
import dev.recto.worker.scan.Skew;
import dev.recto.worker.scan.Turn;
import java.util.List;

/** Reads a page level; under even light too, and turned, where the first reading or the page gives reason to. */
final class Attempts {
    private static final double MOSTLY = 0.5;

    /** Whether nothing stands on a page that has lost its grain: pale print does. */
    private static final BlankPage SMOOTH_PAPER = new BlankPage(32, 0.04, 0.02, 1);

    private final Recognizer recognizer;
    private final RegionSearch layout;
    private final SecondReading second;
    private final double turnBelow;

    Attempts(Recognizer recognizer, RegionSearch layout, SecondReading second, double turnBelow) {
        this.recognizer = recognizer;
        this.layout = layout;
        this.second = second;
        this.turnBelow = turnBelow;
    }

    /** The one that read most, and most certainly; grain of paper without a word is no figure. */
    Attempt best(RgbImage colours) {
        GrayImage gray = GrayImage.of(colours);
        if (isGrainOnly(gray)) {
            return Attempt.ofNothing(gray);
        }
        GrayImage page = new ShowThrough(recognizer).removed(gray);
        GrayImage filled = Fills.inverted(Light.isNegative(page) ? page.inverted() : page, recognizer.dpi());
        GrayImage shown = Leaders.erased(filled, recognizer.dpi());
        boolean uneven = Light.isUneven(shown);
        GrayImage even = uneven ? Light.even(shown) : shown;
        Skew skew = Skew.of(even);
        List<PageRegion> regions = layout.regions(colours, Turn.NONE, skew);
        Attempt best = read(shown, Turn.NONE, skew, regions);
        if (uneven) {
            best = second.orBetter(best, recognizer);
        }
        if (best.recognition().sideways() > MOSTLY || best.recognition().confidence() < turnBelow) {
            Turn turn = recognizer.orientation(even);
            if (turn != Turn.NONE) {
                GrayImage turned = turn.apply(even);
                Skew turnedSkew = Skew.of(turned);
                regions = layout.regions(colours, turn, turnedSkew);
                best = best.orBetter(read(turned, turn, turnedSkew, regions));
            }
        }
        boolean blank = best.recognition().score() == 0 && BlankPage.DEFAULT.matches(even.rgb());
        return blank ? best.withNothing() : best;
    }

    /** Tesseract takes each speck for a letter, which is much work for nothing. */
    private static boolean isGrainOnly(GrayImage page) {
        return Grain.isHeavy(page) && SMOOTH_PAPER.matches(Grain.smoothed(page).rgb());
    }

    private Attempt read(GrayImage turned, Turn turn, Skew skew, List<PageRegion> regions) {
        LevelPage level = new LevelPage(skew.apply(turned), regions);
        return new Attempt(recognizer.recognize(level), turn, turned.size(), skew, level);
    }
}
