package dev.recto.worker.scan;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Where a page's ink is much paler than the rest of it, or all of it is pale: faded print, or what shines through from the back.
 *
 * @param limit depth of ink from which on a square is neither
 */
public record FaintInk(GrayImage page, InkMap ink, double limit) {
    /** Of 255: less is grain. */
    private static final int LEAST_DEPTH = 24;
    /** Printed ink is darker, however pale the rest of the page; and the share of the darkest ink that is pale. */
    private static final int PRINTED = 128;

    private static final double PALE = 0.5;
    private static final double DARKEST = 0.95;

    private static final int BANDS = 3;
    /** Of a band, in squares: three or four lines of text, some words of each; and the fewest squares with ink in it. */
    private static final int ROWS = 3;

    private static final int COLUMNS = 12;
    private static final int LEAST_SQUARES = 12;

    public static FaintInk of(GrayImage page, int dpi) {
        InkMap ink = InkMap.of(page, dpi);
        int[] depths = IntStream.of(ink.depths())
                .filter(depth -> depth >= LEAST_DEPTH)
                .sorted()
                .toArray();
        int darkest = depths.length == 0 ? 0 : depths[(int) (DARKEST * (depths.length - 1))];
        return new FaintInk(page, ink, darkest < PRINTED ? PRINTED : PALE * darkest);
    }

    private boolean isFaint(int square) {
        return ink.depths()[square] >= LEAST_DEPTH && ink.depths()[square] < limit;
    }

    /** Pieces of the page from top to bottom, with the most of it; everything else is gone from them. None if there is little. */
    public List<GrayImage> bands() {
        List<GrayImage> bands = new ArrayList<>();
        for (int third = 0; third < BANDS; third++) {
            IntStream.rangeClosed(ink.rows() * third / BANDS, ink.rows() * (third + 1) / BANDS - ROWS)
                    .boxed()
                    .max(Comparator.comparingInt(this::faintFrom))
                    .filter(row -> faintFrom(row) >= LEAST_SQUARES)
                    .ifPresent(row -> bands.add(band(row)));
        }
        return bands;
    }

    private int faintFrom(int row) {
        return IntStream.rangeClosed(0, ink.columns() - COLUMNS)
                .map(column -> faint(row, column))
                .max()
                .orElse(0);
    }

    private int faint(int row, int column) {
        return (int) IntStream.range(0, ROWS * COLUMNS)
                .filter(i -> isFaint((row + i / COLUMNS) * ink.columns() + column + i % COLUMNS))
                .count();
    }

    private GrayImage band(int row) {
        int column = IntStream.rangeClosed(0, ink.columns() - COLUMNS)
                .boxed()
                .max(Comparator.comparingInt(left -> faint(row, left)))
                .orElseThrow();
        int left = column * ink.side();
        int top = row * ink.side();
        int right = Math.min(page.width(), left + COLUMNS * ink.side());
        int bottom = Math.min(page.height(), top + ROWS * ink.side());
        return without(square -> ink.depths()[square] >= limit).crop(left, top, right - left, bottom - top);
    }

    /** The page without it: what is paler yet is part of it, or grain. Beside deep ink it may be the rim of a letter. */
    public GrayImage removed() {
        return without(square -> !isNearDeepInk(square));
    }

    private boolean isNearDeepInk(int square) {
        int row = square / ink.columns();
        int column = square % ink.columns();
        return IntStream.rangeClosed(Math.max(0, row - 1), Math.min(ink.rows() - 1, row + 1))
                .anyMatch(near -> IntStream.rangeClosed(
                                Math.max(0, column - 1), Math.min(ink.columns() - 1, column + 1))
                        .anyMatch(beside -> ink.depths()[near * ink.columns() + beside] >= limit));
    }

    private GrayImage without(IntPredicate squares) {
        byte[] pixels = page.pixels().clone();
        for (int square = 0; square < ink.depths().length; square++) {
            if (squares.test(square)) {
                Box box = ink.box(square, page.size());
                for (int y = box.top(); y < box.bottom(); y++) {
                    int start = y * page.width();
                    Arrays.fill(pixels, start + box.left(), start + box.right(), (byte) ink.paper()[square]);
                }
            }
        }
        return new GrayImage(page.width(), page.height(), pixels);
    }
}
