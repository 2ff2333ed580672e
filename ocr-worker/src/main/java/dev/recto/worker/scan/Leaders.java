package dev.recto.worker.scan;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.leptonica.global.leptonica;

/** Rows of dots from a title to its page, or to be written on: they are read as letters, and take the words beside them along. */
public final class Leaders {
    /** Of the paper's brightness: dots of two pixels are gray where they were scanned. */
    private static final double DARK = 0.75;
    /** Of a dot, in inches, and from one to the next. */
    private static final double MOST = 0.035;

    private static final double PITCH = 0.13;
    /** Of the space from dot to dot, by which it may differ; a pixel more is chance. */
    private static final double UNEVEN = 0.2;

    private static final int MIN_PIXELS = 2;
    /** More than the six of a Chinese ellipsis. */
    private static final int MIN_DOTS = 7;

    /** Steps that are made in one where a dot is too faint to be found, behind some that were. */
    private static final int LOST = 2;

    private static final int MIN_BEFORE_LOST = 3;

    /** From dot to dot, in their widths: asterisks and bullets in place of letters stand closer. */
    private static final double APART = 1.4;

    /** Of a page: more are grain, or a picture in dots. */
    private static final int MAX_DOTS = 20_000;

    /** Of all ink, letters among it. */
    private static final int MAX_PIECES = 10 * MAX_DOTS;

    private record Dot(int left, int top, int right, int bottom) {
        int x() {
            return left + right;
        }

        int y() {
            return top + bottom;
        }

        boolean isLevelWith(Dot other) {
            return Math.abs(y() - other.y()) <= bottom - top + 1;
        }
    }

    private Leaders() {}

    /** The page without them. */
    public static GrayImage erased(GrayImage page, int dpi) {
        byte[] pixels = page.pixels();
        int dark = (int) (DARK * new Histogram(page).quantile(0.5));
        List<Dot> dots = dots(page, dark, dpi);
        if (dots.size() > MAX_DOTS) {
            return page;
        }
        for (List<Dot> row : rows(dots, PITCH * dpi)) {
            if (row.size() >= MIN_DOTS && hasNothingBetween(row, page, dark)) {
                pixels = pixels == page.pixels() ? pixels.clone() : pixels;
                for (Dot dot : row) {
                    erase(dot, page, pixels);
                }
            }
        }
        return pixels == page.pixels() ? page : new GrayImage(page.width(), page.height(), pixels);
    }

    /** Mostly: between the points of a number stand digits. */
    private static boolean hasNothingBetween(List<Dot> row, GrayImage page, int dark) {
        int empty = 0;
        for (int i = 1; i < row.size(); i++) {
            empty += isEmpty(row.get(i - 1), row.get(i), page, dark) ? 1 : 0;
        }
        return 2 * empty > row.size() - 1;
    }

    private static boolean isEmpty(Dot left, Dot right, GrayImage page, int dark) {
        for (int y = Math.min(left.top, right.top); y < Math.max(left.bottom, right.bottom); y++) {
            for (int x = left.right; x < right.left; x++) {
                if ((page.pixels()[y * page.width() + x] & 0xff) < dark) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Dot> dots(GrayImage page, int dark, int dpi) {
        int most = (int) Math.ceil(MOST * dpi);
        List<Dot> dots = new ArrayList<>();
        try (NativePicture gray = NativePicture.of(page);
                NativePicture binary = new NativePicture(leptonica.pixThresholdToBinary(gray.pix(), dark))) {
            for (Box piece : InkPieces.of(binary.pix(), MAX_PIECES)) {
                int shorter = Math.min(piece.width(), piece.height());
                int longer = Math.max(piece.width(), piece.height());
                if (shorter >= MIN_PIXELS && longer <= most && longer <= 2 * shorter) {
                    dots.add(new Dot(piece.left(), piece.top(), piece.right(), piece.bottom()));
                }
            }
        }
        return dots;
    }

    /** Dots on a level line, as far apart from one to the next. */
    private static List<List<Dot>> rows(List<Dot> dots, double pitch) {
        dots.sort(Comparator.comparingInt(Dot::left));
        List<List<Dot>> rows = new ArrayList<>();
        List<List<Dot>> open = new ArrayList<>();
        for (Dot dot : dots) {
            open.removeIf(row -> dot.x() - row.getLast().x() > 2 * LOST * pitch);
            List<Dot> row = open.stream()
                    .filter(each -> goesOn(each, dot, pitch))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Dot> begun = new ArrayList<>();
                        rows.add(begun);
                        open.add(begun);
                        return begun;
                    });
            row.add(dot);
        }
        return rows;
    }

    private static boolean goesOn(List<Dot> row, Dot dot, double pitch) {
        Dot last = row.getLast();
        int step = dot.x() - last.x();
        int width = Math.max(last.right - last.left, dot.right - dot.left);
        // Both are doubled in steps
        if (!last.isLevelWith(dot) || step < 2 * APART * width) {
            return false;
        }
        if (row.size() == 1) {
            return step <= 2 * pitch;
        }
        int usual = usualStep(row);
        return isStep(step, usual) || row.size() >= MIN_BEFORE_LOST && isStep(step, LOST * usual);
    }

    /** The smaller of the last two, for a dot may be lost in one of them. */
    private static int usualStep(List<Dot> row) {
        int last = step(row, row.size() - 1);
        return row.size() == 2 ? last : Math.min(last, step(row, row.size() - 2));
    }

    private static int step(List<Dot> row, int to) {
        return row.get(to).x() - row.get(to - 1).x();
    }

    private static boolean isStep(int step, int usual) {
        return Math.abs(step - usual) <= UNEVEN * usual + 2;
    }

    /** With its blurred edge, to the shade of the paper above. */
    private static void erase(Dot dot, GrayImage page, byte[] pixels) {
        int edge = Math.max(1, Math.min(dot.right - dot.left, dot.bottom - dot.top) / 2);
        int above = Math.max(0, dot.top - edge - 1);
        for (int y = Math.max(0, dot.top - edge); y < Math.min(page.height(), dot.bottom + edge); y++) {
            for (int x = Math.max(0, dot.left - edge); x < Math.min(page.width(), dot.right + edge); x++) {
                pixels[y * page.width() + x] = page.pixels()[above * page.width() + x];
            }
        }
    }
}
