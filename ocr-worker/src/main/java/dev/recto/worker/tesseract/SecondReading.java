package dev.recto.worker.tesseract;

import dev.recto.model.Box;
import dev.recto.worker.layout.Region;
import dev.recto.worker.layout.Word;
import dev.recto.worker.scan.GrayImage;
import dev.recto.worker.scan.InkMap;
import dev.recto.worker.scan.Restoration;
import dev.recto.worker.scan.Rules;
import dev.recto.worker.scan.Specks;
import dev.recto.worker.scan.Stains;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads a page again on a copy of it as if it had just been printed: each copy once, and no longer than is worth it. */
final class SecondReading {
    /** Of the squares with ink: stamps, signatures and drawings are less. */
    private static final double MUCH = 0.1;

    /** Of them, in pictures: text that can't be read is taken for one. */
    private static final double MOST = 0.5;

    private static final double CLEARLY = 1.02;

    /** Of what was read as text. */
    private static final double KEPT = 0.9;

    private static final double MUCH_MORE = 1.2;

    /** In pixels: on less no paper is told from ink. */
    private static final int LEAST_SIDE = 128;

    private final TesseractConfig.SecondReading limits;
    private final List<GrayImage> done = new ArrayList<>();

    SecondReading(TesseractConfig.SecondReading limits) {
        this.limits = limits;
    }

    Attempt orBetter(Attempt first, Recognizer recognizer) {
        GrayImage page = first.level().image();
        if (done.contains(page) || Math.min(page.width(), page.height()) < LEAST_SIDE) {
            return first;
        }
        done.add(page);
        Attempt better = copy(page, recognizer.dpi())
                .flatMap(copy -> read(first, copy, recognizer))
                .filter(second -> isClearlyBetter(second.recognition(), first.recognition())
                        || hasStains(first) && hasMoreText(second.recognition(), first.recognition()))
                .orElse(first);
        done.add(better.level().image());
        return better;
    }

    /** Pictures stay what they are only in the page as it is: no text becomes one, and only much text was taken for one before. */
    private static boolean isClearlyBetter(Recognition second, Recognition first) {
        boolean more = second.score() > CLEARLY * first.score() && second.textScore() > KEPT * first.textScore();
        boolean asText = second.score() > KEPT * first.score() && second.textScore() > MUCH_MORE * first.textScore();
        return more || asText;
    }

    /** Whatever the whole says: what was read in a stain that was taken for a picture was read in pieces, and around it once more. */
    private static boolean hasMoreText(Recognition second, Recognition first) {
        return second.textScore() > CLEARLY * first.textScore();
    }

    /** None where all that is left is dirt. */
    private Optional<GrayImage> copy(GrayImage page, int dpi) {
        GrayImage restored = Restoration.of(page, dpi);
        if (Specks.count(restored) > limits.maxShapes()) {
            restored = Restoration.of(Specks.removed(page), dpi);
        }
        return Optional.of(restored).filter(copy -> Specks.count(copy) <= limits.maxShapes());
    }

    private Optional<Attempt> read(Attempt first, GrayImage copy, Recognizer recognizer) {
        return new TimeLimit(limits.timeout(), recognizer.cancellation())
                .within(cancellation -> first.on(copy, recognizer.until(cancellation)));
    }

    /** Where little was read with certainty, or much of the ink not at all, or a stain was taken for a picture. */
    Attempt orBetterIfInDoubt(Attempt first, Recognizer recognizer) {
        Recognition read = first.recognition();
        boolean unsure = read.confidence() > 0 && read.confidence() < limits.below();
        return unsure || hasStains(first) || leavesOut(first, recognizer.dpi()) ? orBetter(first, recognizer) : first;
    }

    private static boolean hasStains(Attempt first) {
        return !first.level().isReadByRegions()
                && Stains.areIn(
                        first.level().image(), pictures(first.recognition()).toList());
    }

    private static boolean leavesOut(Attempt first, int dpi) {
        Recognition read = first.recognition();
        GrayImage page = first.level().image();
        if (first.level().isReadByRegions()) {
            // What lies outside of them was not to be read
            return false;
        }
        List<Box> words = read.words().map(Word::box).toList();
        List<Box> all = Stream.concat(words.stream(), pictures(read)).toList();
        Predicate<InkMap> leavesOut =
                ink -> ink.inkedOutside(all) > MUCH * ink.inked() || ink.inkedOutside(words) > MOST * ink.inked();
        // Rules are no text, but are looked for only where something seems to be left out
        return leavesOut.test(InkMap.of(page, dpi)) && leavesOut.test(InkMap.of(Rules.removed(page, dpi), dpi));
    }

    private static Stream<Box> pictures(Recognition read) {
        return read.regions().filter(Region.Figure.class::isInstance).map(Region::box);
    }
}
