package dev.recto.worker.scan;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.leptonica.global.leptonica;

/**
 * What the strokes of a number look like from left to right, whatever they are read as: {@code d} for a digit, {@code -} for a
 * dash, {@code ±} for that, {@code .} for a point, comma or colon or the room of one, and {@code ?} for anything else.
 */
public final class NumberShape {
    /** Of the way from the paper to the darkest of the ink: blurred strokes hang together in some of these, and are broken in others. */
    private static final List<Double> DARK = List.of(0.45, 0.6, 0.35);

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

    private static final int MOST_PIECES = 200;
    private static final char UNKNOWN = '?';

    private NumberShape() {}

    /** @param smooth where the number stands, without grain */
    public static String of(GrayImage smooth) {
        Histogram shades = new Histogram(smooth);
        int paper = shades.quantile(MIDDLE);
        int depth = paper - shades.quantile(DARKEST);
        if (depth < InkMap.LEAST_DEPTH) {
            return "";
        }
        List<String> shapes = DARK.stream()
                .map(dark -> shape(smooth, (int) (paper - dark * depth)))
                .toList();
        return shapes.stream()
                .filter(shape -> !shape.isEmpty() && shape.indexOf(UNKNOWN) < 0)
                .findFirst()
                // A dash is thin
                .map(shape -> shapes.contains("-" + shape) ? "-" + shape : shape)
                .orElse(shapes.getFirst());
    }

    private static String shape(GrayImage smooth, int dark) {
        List<Stroke> pieces = pieces(new InkShare(smooth, dark));
        int height = pieces.stream().mapToInt(Stroke::height).max().orElse(0);
        int bottom = pieces.stream()
                .filter(piece -> piece.height() == height)
                .mapToInt(piece -> piece.box.bottom())
                .max()
                .orElse(0);
        return spaced(strokes(new InkShare(smooth, dark), pieces, height, bottom), height, bottom);
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

    private static List<Stroke> pieces(InkShare ink) {
        try (NativePicture gray = NativePicture.of(ink.page());
                NativePicture binary = new NativePicture(leptonica.pixThresholdToBinary(gray.pix(), ink.dark()))) {
            return InkPieces.of(binary.pix(), MOST_PIECES).stream()
                    .map(box -> Stroke.of(ink, box))
                    .filter(piece -> piece.pixels > LEAST)
                    .sorted(Comparator.<Stroke>comparingInt(piece -> piece.box.left())
                            .thenComparingInt(piece -> piece.box.top()))
                    .toList();
        }
    }

    /** Pieces above one another are one, but for a point beside the foot of a digit, which may stand over it. */
    private static List<Stroke> strokes(InkShare ink, List<Stroke> pieces, int height, int bottom) {
        List<Stroke> strokes = new ArrayList<>();
        for (Stroke piece : pieces) {
            Optional<Stroke> other = strokes.stream()
                    .filter(stroke -> stroke.isOver(piece)
                            && !stroke.isBeside(piece, height, bottom)
                            && !piece.isBeside(stroke, height, bottom))
                    .findFirst();
            other.ifPresent(strokes::remove);
            strokes.add(other.map(stroke -> Stroke.of(ink, stroke.with(piece))).orElse(piece));
        }
        strokes.sort(Comparator.comparingDouble(Stroke::middle));
        return strokes;
    }

    /**
     * @param rows that have ink
     * @param crossed whether a bar lies beneath a cross
     */
    private record Stroke(Box box, int rows, double pixels, boolean crossed) {
        static Stroke of(InkShare ink, Box box) {
            int rows = (int) IntStream.range(box.top(), box.bottom())
                    .filter(y -> ink.isIn(box.left(), y, box.width(), 1))
                    .count();
            return new Stroke(box, rows, ink.of(box) * box.width() * box.height(), isCrossed(ink, box));
        }

        Box with(Stroke other) {
            return new Box(
                    Math.min(box.left(), other.box.left()),
                    Math.min(box.top(), other.box.top()),
                    Math.max(box.right(), other.box.right()),
                    Math.max(box.bottom(), other.box.bottom()));
        }

        /** Or beneath it, by half of the narrower one. */
        boolean isOver(Stroke other) {
            int common = Math.min(box.right(), other.box.right()) - Math.max(box.left(), other.box.left());
            return common > 0 && 2 * common >= Math.min(box.width(), other.box.width());
        }

        boolean isBeside(Stroke digit, int height, int bottom) {
            return isPoint(height, bottom) && digit.height() >= TALL * height;
        }

        private boolean isPoint(int digit, int bottom) {
            return box.top() >= bottom - SMALL * digit && box.height() <= SMALL * digit && box.width() <= SMALL * digit;
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
            if (colon || isPoint(digit, bottom)) {
                return '.';
            }
            if (box.height() >= TALL * digit && box.bottom() >= bottom - FLAT * digit) {
                return width <= WIDEST * digit ? 'd' : UNKNOWN;
            }
            boolean level = box.height() <= FLAT * digit && width >= LONG * digit && width > box.height();
            double above = bottom - (box.top() + box.bottom()) / 2.0;
            return level && above >= LONG * digit && above <= TALL * digit ? '-' : UNKNOWN;
        }
    }
}
