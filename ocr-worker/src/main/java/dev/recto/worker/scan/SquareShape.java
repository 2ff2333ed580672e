package dev.recto.worker.scan;

import dev.recto.model.Box;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What tells a tick box from letters and cells of a grid.
 *
 * @param bent pixels by which a side may be
 * @param thickness of a side at most, in pixels
 */
record SquareShape(InkShare ink, int bent, int thickness) {
    /** In inches. */
    private static final double BENT = 0.01;

    private static final double THICKNESS = 0.02;
    /** Of the longer side, by which it is longer; and of a mark that crosses a side and thereby makes it longer. */
    private static final double OBLONG = 0.1;

    private static final double CROSSED = 0.2;
    /** Of a side, that is ink; and of one that is looked for. */
    private static final double SIDE = 0.85;

    private static final double MOST_OF_SIDE = 0.75;
    /** Of what is around a box, that may be ink; of an inner edge, that is too much; of what is within, that is a mark. */
    private static final double BESIDE = 0.4;

    /** Of a box's width: farther apart than letters of a word are. */
    private static final double CLOSE = 0.25;

    private static final double THICK = 0.6;
    private static final double MARK = 0.05;

    /** ISO/IEC 18004: modules of a corner; and of the middle of one, that is ink. */
    private static final int CODE = 7;

    private static final double SOLID = 0.9;

    static SquareShape of(InkShare ink, int dpi) {
        return new SquareShape(
                ink, Math.max(2, (int) Math.round(BENT * dpi)), Math.max(2, (int) Math.round(THICKNESS * dpi)));
    }

    /** Whether a piece of straight lines may be a box and strokes that cross its sides. */
    static boolean isAboutSquare(Box piece) {
        return isSquare(piece, OBLONG + CROSSED);
    }

    private static boolean isSquare(Box box, double share) {
        return Math.abs(box.width() - box.height()) <= Math.max(2, share * Math.max(box.width(), box.height()));
    }

    /** The box itself, without strokes that cross its sides. */
    Box framed(Box piece) {
        int reach = 1 + (int) (CROSSED * Math.max(piece.width(), piece.height()));
        int left = side(piece.left(), 1, reach, x -> ink.down(piece, x, bent));
        int right = side(piece.right() - bent, -1, reach, x -> ink.down(piece, x, bent)) + bent;
        Box rows = new Box(left, piece.top(), Math.max(left + 1, right), piece.bottom());
        int top = side(rows.top(), 1, reach, y -> ink.across(rows, y, bent));
        int bottom = side(rows.bottom() - bent, -1, reach, y -> ink.across(rows, y, bent)) + bent;
        return new Box(rows.left(), top, rows.right(), Math.max(top + 1, bottom));
    }

    private static int side(int outermost, int inwards, int reach, IntToDoubleFunction inked) {
        return IntStream.range(0, reach)
                .map(step -> outermost + inwards * step)
                .filter(place -> inked.applyAsDouble(place) >= MOST_OF_SIDE)
                .findFirst()
                .orElse(outermost);
    }

    boolean isTickBox(Box box) {
        return isSquare(box, OBLONG)
                && hasSurroundings(box)
                && hasFourSides(box)
                && hasCorners(box)
                && standsApart(box)
                && !standsInAWord(box)
                && isHollow(inside(box))
                && !isCornerOfACode(box);
    }

    /** Three of them have QR codes: a solid square within the other, three sevenths as wide. */
    private boolean isCornerOfACode(Box box) {
        int across = 2 * box.width() / CODE;
        int down = 2 * box.height() / CODE;
        return ink.of(new Box(
                        box.left() + across + 1,
                        box.top() + down + 1,
                        box.right() - across - 1,
                        box.bottom() - down - 1))
                > SOLID;
    }

    boolean isMarked(Box box) {
        return ink.of(inside(box)) > MARK;
    }

    /** What touches the edge of a page is cut off. */
    private boolean hasSurroundings(Box box) {
        int around = 1 + Math.max(thickness, (int) (CLOSE * box.width()));
        return box.left() >= around && box.top() >= around;
    }

    /** Straight ones, which round letters have not. */
    private boolean hasFourSides(Box box) {
        return ink.down(box, box.left(), bent) >= SIDE
                && ink.down(box, box.right() - bent, bent) >= SIDE
                && ink.across(box, box.top(), bent) >= SIDE
                && ink.across(box, box.bottom() - bent, bent) >= SIDE;
    }

    private boolean hasCorners(Box box) {
        int right = box.right() - bent;
        int bottom = box.bottom() - bent;
        return ink.isIn(box.left(), box.top(), bent, bent)
                && ink.isIn(right, box.top(), bent, bent)
                && ink.isIn(box.left(), bottom, bent, bent)
                && ink.isIn(right, bottom, bent, bent);
    }

    /** Lines of a grid go on, and signs of a script that look so have others beside them. */
    private boolean standsApart(Box box) {
        int rim = 1 + thickness;
        return ink.of(new Box(box.left() - rim, box.top(), box.left() - 1, box.bottom())) < BESIDE
                && ink.of(new Box(box.right() + 1, box.top(), box.right() + rim, box.bottom())) < BESIDE
                && ink.of(new Box(box.left(), box.top() - rim, box.right(), box.top() - 1)) < BESIDE
                && ink.of(new Box(box.left(), box.bottom() + 1, box.right(), box.bottom() + rim)) < BESIDE;
    }

    /** A letter has others close by on both sides, a tick box its label on one. */
    private boolean standsInAWord(Box box) {
        int close = 1 + (int) (CLOSE * box.width());
        return ink.isIn(box.left() - close, box.top(), close - 1, box.height())
                && ink.isIn(box.right() + 1, box.top(), close - 1, box.height());
    }

    /** Its sides are thin, and a mark leaves some of their inner edges bare. */
    private boolean isHollow(Box inside) {
        return Stream.of(
                        new Box(inside.left(), inside.top(), inside.left() + 1, inside.bottom()),
                        new Box(inside.right() - 1, inside.top(), inside.right(), inside.bottom()),
                        new Box(inside.left(), inside.top(), inside.right(), inside.top() + 1),
                        new Box(inside.left(), inside.bottom() - 1, inside.right(), inside.bottom()))
                .allMatch(edge -> ink.of(edge) < THICK);
    }

    private Box inside(Box box) {
        int frame = Math.min(thickness + 1, box.width() / 3);
        return new Box(box.left() + frame, box.top() + frame, box.right() - frame, box.bottom() - frame);
    }
}
