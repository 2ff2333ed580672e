package dev.recto.worker.scan;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.leptonica.global.leptonica;

/** Curves, bars and the wedges of a pie, with the axes that they stand at: what no letter and no ruled table looks like. */
public final class ChartShapes {
    /** Of the paper's brightness. */
    private static final double DARK = 0.82;
    /** More is grain, or a pattern. */
    private static final int MOST_PIECES = 30_000;

    /** In inches: the least sides of a chart, of a curve or wedge in it, and of a bar. */
    private static final double WIDTH = 0.9;

    private static final double HEIGHT = 0.5;
    private static final double CURVE = 0.3;
    private static final double LENGTH = 0.12;
    private static final double THICKNESS = 0.06;
    /** Of a bar's box, that is ink. */
    private static final double SOLID = 0.9;

    private static final int MIN_BARS = 3;
    /** In inches: from one part of a chart to another, and by which bars that end alike may differ. */
    private static final double NEAR = 0.08;

    private static final double ALIKE = 0.02;
    /** Of the page's width and height: a frame around everything. */
    private static final double FRAME = 0.8;

    /** In heights of a word: what its ink may stand out of its box. */
    private static final double RIM = 0.2;
    /** Pieces on one base line beside a letter, and in its heights how far away and how large they are. */
    private static final int MIN_LETTERS = 3;

    private static final double LINE = 3;
    private static final double BASE = 0.1;
    private static final double SMALLEST = 0.5;
    private static final double WIDEST = 1.3;

    private ChartShapes() {}

    /**
     * Their boxes without what is written beside them.
     *
     * @param words that were read with certainty: large type is none
     */
    public static List<Box> of(GrayImage page, int dpi, List<Box> words) {
        if (Math.min(page.width(), page.height()) < dpi) {
            return List.of();
        }
        int dark = (int) (DARK * new Histogram(page).quantile(0.5));
        List<Box> pieces = pieces(page, dark);
        List<Box> large = pieces.stream()
                .filter(piece -> Math.max(piece.width(), piece.height()) >= HEIGHT * dpi
                        && (piece.width() < FRAME * page.width() || piece.height() < FRAME * page.height())
                        && !isLetter(piece, words, pieces))
                .toList();
        List<Box> charts = new ArrayList<>(large.stream()
                .filter(piece -> piece.width() >= CURVE * dpi
                        && piece.height() >= CURVE * dpi
                        && isDrawn(page, piece, dark, dpi, words))
                .toList());
        charts.addAll(rowsOfBars(page, pieces, dark, dpi));
        return merged(charts, large, NEAR * dpi).stream()
                .filter(chart -> chart.width() >= WIDTH * dpi && chart.height() >= HEIGHT * dpi)
                .toList();
    }

    private static GrayImage crop(GrayImage page, Box box) {
        return page.crop(box);
    }

    private static List<Box> pieces(GrayImage page, int dark) {
        try (NativePicture gray = NativePicture.of(page);
                NativePicture binary = new NativePicture(leptonica.pixThresholdToBinary(gray.pix(), dark))) {
            return InkPieces.of(binary.pix(), MOST_PIECES);
        }
    }

    private static boolean isLetter(Box piece, List<Box> words, List<Box> pieces) {
        return isOf(piece, words) || isInALine(piece, pieces);
    }

    private static boolean isOf(Box piece, List<Box> words) {
        return words.stream().anyMatch(word -> {
            double rim = RIM * word.height();
            return piece.left() > word.left() - rim
                    && piece.right() < word.right() + rim
                    && piece.top() > word.top() - rim
                    && piece.bottom() < word.bottom() + rim;
        });
    }

    /** As letters are that could not be read. */
    private static boolean isInALine(Box piece, List<Box> pieces) {
        int height = piece.height();
        return piece.width() <= WIDEST * height
                && pieces.stream()
                                .filter(each -> Math.abs(each.bottom() - piece.bottom()) <= BASE * height
                                        && each.height() >= SMALLEST * height
                                        && each.height() * SMALLEST <= height
                                        && each.width() <= WIDEST * height
                                        && each.right() > piece.left() - LINE * height
                                        && each.left() < piece.right() + LINE * height
                                        && (each.right() <= piece.left() || each.left() >= piece.right()))
                                .count()
                        >= MIN_LETTERS;
    }

    /** Whether something but letters is left without ruled lines. */
    private static boolean isDrawn(GrayImage page, Box piece, int dark, int dpi, List<Box> words) {
        GrayImage bare = Rules.allRemoved(crop(page, piece), dpi);
        List<Box> left = pieces(bare, dark);
        List<Box> onPage = left.stream().map(each -> onPage(each, piece)).toList();
        boolean curve = onPage.stream()
                .anyMatch(each ->
                        each.width() >= CURVE * dpi && each.height() >= CURVE * dpi && !isLetter(each, words, onPage));
        return curve || !rowsOfBars(bare, left, dark, dpi).isEmpty();
    }

    private static Box onPage(Box box, Box crop) {
        return new Box(
                box.left() + crop.left(), box.top() + crop.top(), box.right() + crop.left(), box.bottom() + crop.top());
    }

    /** Solid bars that begin at one line and end as they like. */
    private static List<Box> rowsOfBars(GrayImage page, List<Box> pieces, int dark, int dpi) {
        List<Box> bars = pieces.stream()
                .filter(piece -> Math.min(piece.width(), piece.height()) >= THICKNESS * dpi
                        && Math.max(piece.width(), piece.height()) >= LENGTH * dpi
                        && new InkShare(page, dark).of(piece) >= SOLID)
                .toList();
        List<Box> rows = new ArrayList<>();
        double alike = ALIKE * dpi;
        for (Box first : bars) {
            List<Box> upright = bars.stream()
                    .filter(bar -> Math.abs(bar.bottom() - first.bottom()) <= alike
                            && Math.abs(bar.width() - first.width()) <= alike)
                    .toList();
            List<Box> level = bars.stream()
                    .filter(bar -> Math.abs(bar.left() - first.left()) <= alike
                            && Math.abs(bar.height() - first.height()) <= alike)
                    .toList();
            if (upright.size() >= MIN_BARS
                    && upright.stream().mapToInt(Box::height).distinct().count() >= MIN_BARS) {
                rows.add(Box.around(upright));
            } else if (level.size() >= MIN_BARS
                    && level.stream().mapToInt(Box::width).distinct().count() >= MIN_BARS) {
                rows.add(Box.around(level));
            }
        }
        return rows;
    }

    /** With large pieces that touch them, which are axes and more curves. */
    private static List<Box> merged(List<Box> charts, List<Box> large, double near) {
        List<Box> merged = new ArrayList<>();
        for (Box chart : charts) {
            Box all = chart;
            boolean grows = true;
            while (grows) {
                Box before = all;
                List<Box> parts = new ArrayList<>(large.stream()
                        .filter(each -> areNear(before, each, near))
                        .toList());
                parts.addAll(merged.stream()
                        .filter(each -> areNear(before, each, near))
                        .toList());
                merged.removeIf(each -> areNear(before, each, near));
                parts.add(all);
                all = Box.around(parts);
                grows = !all.equals(before);
            }
            merged.add(all);
        }
        return merged;
    }

    private static boolean areNear(Box a, Box b, double near) {
        return a.left() - near < b.right()
                && b.left() - near < a.right()
                && a.top() - near < b.bottom()
                && b.top() - near < a.bottom();
    }
}
