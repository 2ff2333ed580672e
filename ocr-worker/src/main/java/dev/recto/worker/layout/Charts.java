package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Charts become figures, and what is written in and at them their labels: no rows of a table beside them. */
public final class Charts {
    /** Of a label, and of one that stands outside. */
    private static final int MAX_CHARACTERS = 40;

    private static final int MAX_OUTSIDE = 14;
    /** From a chart to a label, in heights of its type, beside the chart and beneath it. */
    private static final double BESIDE = 1.2;

    private static final double BENEATH = 1;
    private static final int ROUNDS = 2;
    private static final double LIKELY = 0.5;
    /** A curve may look like a letter, hardly like a word. */
    private static final double CERTAIN = 0.9;
    /** Of a drawing by the boxes of words. */
    private static final double FILLED = 0.4;

    private Charts() {}

    /** Where words are that were read with certainty, of whatever size. */
    public static List<Box> read(List<Region> regions) {
        return Region.words(regions)
                .filter(word -> word.confidence() >= (isSeveral(word.text()) ? LIKELY : CERTAIN))
                .map(Word::box)
                .toList();
    }

    private static boolean isSeveral(String text) {
        return text.codePoints().filter(Character::isLetterOrDigit).count() > 1;
    }

    /** @param boxes of charts, without what is written beside them; what holds lines of text is none */
    public static List<Region> with(List<Region> regions, List<Box> boxes) {
        List<Region> all = regions;
        for (Box box : boxes) {
            all = with(all, box);
        }
        return all;
    }

    private static List<Region> with(List<Region> regions, Box box) {
        List<Piece> pieces =
                Region.lines(regions).flatMap(line -> Piece.of(line).stream()).toList();
        if (pieces.stream().anyMatch(piece -> isText(piece, box)) || isLargeType(pieces, box)) {
            return regions;
        }
        Set<Word> words = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Line> labels = new ArrayList<>();
        Box around = box;
        for (int round = 0; round < ROUNDS; round++) {
            Box before = around;
            List<Piece> found = pieces.stream()
                    .filter(piece -> !words.contains(piece.words().getFirst()))
                    .filter(piece -> isIn(piece, before) || isBeside(piece, box) || isBeneath(piece, before))
                    .toList();
            for (Piece piece : found) {
                words.addAll(piece.words());
                around = Box.around(List.of(around, piece.box()));
                if (piece.words().stream().allMatch(word -> word.confidence() >= LIKELY)) {
                    labels.add(new Line(piece.words(), piece.height()));
                }
            }
        }
        return placed(regions, words, new Region.Figure(around, labels));
    }

    /** Lines of text that a drawing is said to be around or to end in: stains and underlined words. */
    private static boolean isText(Piece piece, Box box) {
        return piece.text().length() > MAX_CHARACTERS && Boxes.common(piece.box(), box) > 0;
    }

    /** Words that fill what is said to be a drawing, though they were read badly: letters hang together in some type. */
    private static boolean isLargeType(List<Piece> pieces, Box box) {
        long written = Piece.words(pieces).stream()
                .filter(word -> isSeveral(word.text()))
                .mapToLong(word -> Boxes.common(word.box(), box))
                .sum();
        return written > FILLED * Boxes.area(box);
    }

    private static boolean isIn(Piece piece, Box box) {
        return 2 * Boxes.common(piece.box(), box) > Boxes.area(piece.box());
    }

    private static boolean isBeside(Piece piece, Box box) {
        double space = BESIDE * piece.height();
        return piece.text().length() <= MAX_OUTSIDE
                && Boxes.overlap(piece.box().top(), piece.box().bottom(), box.top(), box.bottom()) > 0
                && piece.left() - box.right() < space
                && box.left() - piece.right() < space;
    }

    private static boolean isBeneath(Piece piece, Box box) {
        double space = BENEATH * piece.height();
        return piece.text().length() <= MAX_OUTSIDE
                && 2 * Boxes.overlap(piece.left(), piece.right(), box.left(), box.right()) > piece.width()
                && piece.box().top() - box.bottom() < space
                && box.top() - piece.box().bottom() < space;
    }

    /** Where its first label stood, or behind what is above it. */
    private static List<Region> placed(List<Region> regions, Set<Word> words, Region.Figure chart) {
        List<Region> placed = new ArrayList<>();
        int at = -1;
        for (Region region : regions) {
            if (region instanceof Region.Figure figure && isMostlyIn(figure.box(), chart.box())) {
                at = at < 0 ? placed.size() : at;
                continue;
            }
            if (at < 0 && Region.words(List.of(region)).anyMatch(words::contains)) {
                at = placed.size();
            }
            placed.addAll(Region.keep(List.of(region), line -> without(line, words)));
        }
        placed.add(at < 0 ? behindAbove(placed, chart.box()) : at, chart);
        return placed;
    }

    private static boolean isMostlyIn(Box box, Box around) {
        return 2 * Boxes.common(box, around) > Boxes.area(box);
    }

    private static Optional<Line> without(Line line, Set<Word> words) {
        return line.with(
                line.words().stream().filter(word -> !words.contains(word)).toList());
    }

    private static int behindAbove(List<Region> regions, Box chart) {
        int at = 0;
        for (int i = 0; i < regions.size(); i++) {
            Box box = regions.get(i).box();
            if (box.bottom() <= chart.top()
                    && Boxes.overlap(box.left(), box.right(), chart.left(), chart.right()) > 0) {
                at = i + 1;
            }
        }
        return at;
    }
}
