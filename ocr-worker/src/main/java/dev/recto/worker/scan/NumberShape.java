package dev.recto.worker.scan;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the strokes of a number look like from left to right, whatever they are read as: {@code d} for a digit, {@code -} for a
 * dash, {@code ±} for that, {@code .} for a point, comma or colon or the room of one, and {@code ?} for anything else.
 */
public final class NumberShape {
    /** Of the way from the paper to the darkest of the ink. */
    private static final double DARK = 0.45;

    private static final double MIDDLE = 0.5;
    private static final double DARKEST = 0.01;

    /** In heights of a digit. */
    private static final double TALL = 0.75;

    private static final double FLAT = 0.3;
    private static final double LONG = 0.25;
    private static final double SMALL = 0.4;
    private static final double WIDEST = 1;
    private static final double THIN = 0.35;

    /** Of the width of a stroke, that has ink in a row of a bar; and of its rows, that are neither that nor free at their sides. */
    private static final double WIDE = 0.8;

    private static final double MIXED = 0.3;
    /** Of a colon's rows, that are ink. */
    private static final double DOTTED = 0.75;
    /** From digit to digit with a point between them, by what it is without. */
    private static final double SPACED = 1.3;
    /** Of a digit's height, the white that a point leaves besides: a narrow 1 makes steps differ, too. */
    private static final double WHITE = 0.1;

    /** In pixels: what is less is grain. */
    private static final int LEAST = 3;

    private NumberShape() {}

    /** @param place of the number, that lies inside the page */
    public static String of(GrayImage page, Box place) {
        GrayImage smooth = Grain.smoothed(page.crop(place.left(), place.top(), place.width(), place.height()));
        Histogram shades = new Histogram(smooth);
        int paper = shades.quantile(MIDDLE);
        int depth = paper - shades.quantile(DARKEST);
        if (depth < InkMap.LEAST_DEPTH) {
            return "";
        }
        InkShare ink = new InkShare(smooth, (int) (paper - DARK * depth));
        List<Stroke> strokes = strokes(ink);
        int height = strokes.stream().mapToInt(Stroke::height).max().orElse(0);
        int bottom = strokes.stream()
                .filter(stroke -> stroke.height() == height)
                .mapToInt(stroke -> stroke.box.bottom())
                .max()
                .orElse(0);
        return spaced(strokes, height, bottom);
    }

    private static String spaced(List<Stroke> strokes, int height, int bottom) {
        String shape = strokes.stream()
                .map(stroke -> String.valueOf(stroke.mark(height, bottom)))
                .collect(Collectors.joining());
        List<Double> pitches = new ArrayList<>();
        List<Integer> gaps = new ArrayList<>();
        for (int i = 1; i < strokes.size(); i++) {
            if (shape.startsWith("dd", i - 1)) {
                pitches.add(strokes.get(i).middle() - strokes.get(i - 1).middle());
                gaps.add(strokes.get(i).gap(strokes.get(i - 1)));
            }
        }
        // Two pitches tell: of three digits one is beside a point or none is
        double pitch = pitches.stream().min(Comparator.naturalOrder()).orElse(0.0);
        double white = gaps.stream().min(Comparator.naturalOrder()).orElse(0) + WHITE * height;
        StringBuilder spaced = new StringBuilder();
        for (int i = 0; i < strokes.size(); i++) {
            boolean wide = pitches.size() > 1
                    && i > 0
                    && shape.startsWith("dd", i - 1)
                    && strokes.get(i).middle() - strokes.get(i - 1).middle() > SPACED * pitch
                    && strokes.get(i).gap(strokes.get(i - 1)) > white;
            spaced.append(wide ? "." : "").append(shape.charAt(i));
        }
        return spaced.toString();
    }

    /** Ink with white on its left and right. */
    private static List<Stroke> strokes(InkShare ink) {
        int width = ink.page().width();
        int height = ink.page().height();
        List<Stroke> strokes = new ArrayList<>();
        int from = -1;
        for (int x = 0; x <= width; x++) {
            boolean inked = x < width && ink.isIn(x, 0, 1, height);
            if (inked && from < 0) {
                from = x;
            } else if (!inked && from >= 0) {
                strokes.addAll(divided(ink, from, x));
                from = -1;
            }
        }
        return strokes;
    }

    /** A point may stand beneath the flag of the one that follows it, with white all around. */
    private static List<Stroke> divided(InkShare ink, int left, int right) {
        Stroke whole = Stroke.of(ink, left, right);
        List<Stroke> parts = new ArrayList<>();
        if (whole.pixels > LEAST) {
            pointBefore(ink, whole).ifPresent(parts::add);
            parts.add(whole);
        }
        return parts;
    }

    private static Optional<Stroke> pointBefore(InkShare ink, Stroke digit) {
        Box box = digit.box;
        int side = (int) Math.round(SMALL * box.height());
        for (int width = LEAST - 1; width <= Math.min(side, box.width() / 2); width++) {
            for (int height = LEAST - 1; height <= side; height++) {
                Box point = new Box(box.left(), box.bottom() - height, box.left() + width, box.bottom());
                boolean free = !ink.isIn(point.left(), point.top() - 1, width + 1, 1)
                        && !ink.isIn(point.right(), point.top() - 1, 1, height + 1);
                double pixels = ink.of(point) * width * height;
                if (free && pixels > LEAST) {
                    return Optional.of(new Stroke(point, height, pixels, false));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * @param rows that have ink
     * @param crossed whether a bar lies beneath a cross
     */
    private record Stroke(Box box, int rows, double pixels, boolean crossed) {
        static Stroke of(InkShare ink, int left, int right) {
            int top = -1;
            int bottom = 0;
            int rows = 0;
            for (int y = 0; y < ink.page().height(); y++) {
                if (ink.isIn(left, y, right - left, 1)) {
                    top = top < 0 ? y : top;
                    bottom = y + 1;
                    rows++;
                }
            }
            Box box = new Box(left, top, right, bottom);
            return new Stroke(box, rows, ink.of(box) * box.width() * box.height(), isCrossed(ink, box));
        }

        /** From the top: an upright, a bar, an upright or nothing, a bar. */
        private static boolean isCrossed(InkShare ink, Box box) {
            int side = box.width() / 4;
            StringBuilder parts = new StringBuilder();
            int others = 0;
            for (int y = box.top(); y < box.bottom(); y++) {
                double share = ink.across(box, y, 1);
                boolean free = !ink.isIn(box.left(), y, side, 1) && !ink.isIn(box.right() - side, y, side, 1);
                char part = share >= WIDE ? 'b' : free ? 'u' : ' ';
                others += part == ' ' ? 1 : 0;
                if (part != ' ' && (parts.isEmpty() || parts.charAt(parts.length() - 1) != part)) {
                    parts.append(part);
                }
            }
            return 2 * box.width() > box.height()
                    && others <= MIXED * box.height()
                    && parts.toString().equals("ubub");
        }

        int height() {
            return box.height();
        }

        int gap(Stroke before) {
            return box.left() - before.box.right();
        }

        double middle() {
            return (box.left() + box.right()) / 2.0;
        }

        /** @param digit height of one, and where it ends */
        char mark(int digit, int bottom) {
            double width = box.width();
            if (crossed && box.height() >= SMALL * digit && box.bottom() >= bottom - FLAT * digit) {
                return '±';
            }
            boolean colon = width <= THIN * digit && rows < DOTTED * box.height() && box.height() < digit;
            boolean low = box.top() >= bottom - SMALL * digit;
            if (colon || low && box.height() <= SMALL * digit && width <= SMALL * digit) {
                return '.';
            }
            if (box.height() >= TALL * digit && box.bottom() >= bottom - FLAT * digit) {
                return width <= WIDEST * digit ? 'd' : '?';
            }
            boolean level = box.height() <= FLAT * digit && width >= LONG * digit && width > box.height();
            double above = bottom - (box.top() + box.bottom()) / 2.0;
            return level && above >= LONG * digit && above <= TALL * digit ? '-' : '?';
        }
    }
}
