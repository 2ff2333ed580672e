package dev.recto.worker.scan;

import dev.recto.model.Box;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.leptonica.BOX;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/** Small squares of four thin straight sides, with nothing or a mark within: they are read as letters, if at all. */
public final class TickBoxes {
    /** Of the paper's brightness; thin lines of a scan are no darker. */
    private static final double DARK = 0.75;
    /** In inches: the shortest side, and the longest. */
    private static final double SHORTEST = 0.085;

    private static final double LONGEST = 0.3;
    /** Fewer do not tell a square from a round letter. */
    private static final int LEAST_PIXELS = 14;
    /** Of a box's width: boxes that stand closer are for letters; and by how much a mark reaches beyond its box. */
    private static final double APART = 0.8;

    private static final double BEYOND = 0.8;

    /** Of a page: more is a pattern. And the pieces of lines that are looked at. */
    private static final int MOST = 500;

    private static final int MOST_PIECES = 50_000;

    private TickBoxes() {}

    /** Of a page whose lines run level. */
    public static List<TickBox> of(GrayImage page, int dpi) {
        int dark = (int) (DARK * new Histogram(page).quantile(0.5));
        SquareShape shape = SquareShape.of(new InkShare(page, dark), dpi);
        try (NativePicture gray = NativePicture.of(page);
                NativePicture binary = new NativePicture(leptonica.pixThresholdToBinary(gray.pix(), dark))) {
            List<Box> squares = lines(binary.pix(), dpi).stream()
                    .map(shape::framed)
                    .filter(shape::isTickBox)
                    .toList();
            if (squares.size() > MOST) {
                return List.of();
            }
            List<Box> boxes = squares.stream()
                    .filter(box -> squares.stream().noneMatch(other -> areForLetters(box, other)))
                    .toList();
            return boxes.stream()
                    .map(box -> shape.isMarked(box)
                            ? new TickBox(withMark(box, binary.pix()), true)
                            : new TickBox(box, false))
                    .toList();
        }
    }

    /** The page without them. */
    public static GrayImage erased(GrayImage page, List<TickBox> boxes) {
        if (boxes.isEmpty()) {
            return page;
        }
        byte[] pixels = page.pixels().clone();
        byte paper = (byte) new Histogram(page).quantile(0.5);
        for (TickBox each : boxes) {
            Box box = each.box();
            int left = Math.max(0, box.left() - 1);
            int right = Math.min(page.width(), box.right() + 1);
            for (int y = Math.max(0, box.top() - 1); y < Math.min(page.height(), box.bottom() + 1); y++) {
                Arrays.fill(pixels, y * page.width() + left, y * page.width() + right, paper);
            }
        }
        return new GrayImage(page.width(), page.height(), pixels);
    }

    /** Straight lines that hang together and reach about as far across as down. */
    private static List<Box> lines(PIX binary, int dpi) {
        int least = Math.max(LEAST_PIXELS, (int) Math.round(SHORTEST * dpi));
        try (NativePicture across = new NativePicture(leptonica.pixOpenBrick(null, binary, least, 1));
                NativePicture down = new NativePicture(leptonica.pixOpenBrick(null, binary, 1, least));
                NativePicture lines = new NativePicture(leptonica.pixOr(null, across.pix(), down.pix()))) {
            return InkPieces.of(lines.pix(), MOST_PIECES).stream()
                    .filter(piece -> Math.max(piece.width(), piece.height()) <= LONGEST * dpi
                            && Math.min(piece.width(), piece.height()) >= least
                            && SquareShape.isAboutSquare(piece))
                    .toList();
        }
    }

    /** What reaches farther than a mark does is cut off, and too large all the same. */
    private static List<Box> piecesAround(Box box, PIX binary) {
        int reach = (int) Math.ceil(BEYOND * box.width());
        int left = Math.max(0, box.left() - reach);
        int top = Math.max(0, box.top() - reach);
        int right = Math.min(binary.w(), box.right() + reach);
        int bottom = Math.min(binary.h(), box.bottom() + reach);
        BOX around = leptonica.boxCreate(left, top, right - left, bottom - top);
        try (NativePicture cut = new NativePicture(leptonica.pixClipRectangle(binary, around, (BOX) null))) {
            return InkPieces.of(cut.pix()).stream()
                    .map(piece ->
                            new Box(piece.left() + left, piece.top() + top, piece.right() + left, piece.bottom() + top))
                    .toList();
        } finally {
            leptonica.boxDestroy(around);
        }
    }

    private static boolean areForLetters(Box box, Box other) {
        int gap = Math.max(other.left() - box.right(), box.left() - other.right());
        return box != other && gap < APART * box.width() && Math.abs(other.top() - box.top()) < box.height() / 2;
    }

    private static Box withMark(Box box, PIX binary) {
        double most = (1 + BEYOND) * box.width();
        return piecesAround(box, binary).stream()
                .filter(piece -> piece.left() <= box.left()
                        && piece.right() >= box.right()
                        && piece.top() <= box.top()
                        && piece.bottom() >= box.bottom()
                        && Math.max(piece.width(), piece.height()) < most)
                .findFirst()
                .orElse(box);
    }
}
