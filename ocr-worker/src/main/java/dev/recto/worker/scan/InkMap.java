package dev.recto.worker.scan;

import dev.recto.model.Box;
import java.util.Arrays;
import java.util.List;

/**
 * Where a page has ink, square by square, however bright its paper is there.
 *
 * @param side of a square in pixels
 * @param paper the middle brightness of each square, row by row
 * @param depths by how much its darkest hundredth is darker than that
 */
public record InkMap(int side, int columns, int rows, int[] paper, int[] depths) {
    /** Of 255: the darkest hundredth of coarse grain reaches half as deep. */
    public static final int LEAST_DEPTH = 64;

    private static final double INCHES = 0.25;
    private static final int LEAST_SIDE = 16;
    private static final double DARKEST = 0.01;
    private static final double MIDDLE = 0.5;

    public static InkMap of(GrayImage page, int dpi) {
        int side = Math.max(LEAST_SIDE, (int) Math.round(INCHES * dpi));
        int columns = Math.ceilDiv(page.width(), side);
        int rows = Math.ceilDiv(page.height(), side);
        int[] paper = new int[columns * rows];
        int[] depths = new int[columns * rows];
        for (int square = 0; square < paper.length; square++) {
            Histogram shades = new Histogram(page, box(square, side, columns, page.size()));
            paper[square] = shades.quantile(MIDDLE);
            depths[square] = paper[square] - shades.quantile(DARKEST);
        }
        return new InkMap(side, columns, rows, paper, depths);
    }

    Box box(int square, Size page) {
        return box(square, side, columns, page);
    }

    private static Box box(int square, int side, int columns, Size page) {
        int left = square % columns * side;
        int top = square / columns * side;
        return page.within(new Box(left, top, left + side, top + side));
    }

    private boolean isInked(int square) {
        return depths[square] >= LEAST_DEPTH;
    }

    public int inked() {
        int inked = 0;
        for (int square = 0; square < depths.length; square++) {
            inked += isInked(square) ? 1 : 0;
        }
        return inked;
    }

    /** Squares with ink that no box is near to. */
    public int inkedOutside(List<Box> boxes) {
        boolean[] covered = new boolean[depths.length];
        for (Box box : boxes) {
            int left = Math.max(0, (box.left() - side / 2) / side);
            int right = Math.min(columns - 1, (box.right() + side / 2) / side);
            int bottom = Math.min(rows - 1, (box.bottom() + side / 2) / side);
            for (int row = Math.max(0, (box.top() - side / 2) / side); row <= bottom; row++) {
                Arrays.fill(covered, row * columns + left, row * columns + right + 1, true);
            }
        }
        int outside = 0;
        for (int square = 0; square < depths.length; square++) {
            outside += isInked(square) && !covered[square] ? 1 : 0;
        }
        return outside;
    }
}
