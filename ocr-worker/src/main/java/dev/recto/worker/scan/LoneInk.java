package dev.recto.worker.scan;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.leptonica.global.leptonica;

/** Pieces of ink as large as a few letters, with nothing beside them. */
public final class LoneInk {
    /** Of the paper's brightness. */
    private static final double DARK = 0.7;
    /** Of letters, by the height of their line. */
    private static final double LEAST = 0.3;

    private static final double MOST = 0.9;
    /** Of all of them, by the same. */
    private static final double WIDTH = 3;
    /** From one letter to the next, and to anything else, by the same. */
    private static final double BESIDE = 0.4;

    private static final double APART = 1.2;
    /** Of a page: more is grain. */
    private static final int MOST_PIECES = 50_000;

    private static final int MOST_UNREAD = 1_000;

    private LoneInk() {}

    /**
     * From left to right.
     *
     * @param known where something is that was read, or is a picture
     * @param height of a line
     */
    public static List<Box> of(GrayImage page, List<Box> known, double height) {
        int dark = (int) (DARK * new Histogram(page).quantile(0.5));
        List<Box> pieces;
        try (NativePicture gray = NativePicture.of(page);
                NativePicture binary = new NativePicture(leptonica.pixThresholdToBinary(gray.pix(), dark))) {
            pieces = InkPieces.of(binary.pix(), MOST_PIECES);
        }
        List<Box> unread = pieces.stream()
                .filter(piece -> piece.height() >= LEAST * height
                        && known.stream().noneMatch(other -> areBeside(piece, other, 0)))
                .sorted(Comparator.comparingInt(Box::left))
                .toList();
        return unread.size() > MOST_UNREAD ? List.of() : alone(joined(unread, BESIDE * height), known, height);
    }

    private static List<Box> alone(List<Box> letters, List<Box> known, double height) {
        return letters.stream()
                .filter(box -> box.height() <= MOST * height && box.width() <= WIDTH * height)
                .filter(box -> known.stream().noneMatch(other -> areBeside(box, other, APART * height)))
                .filter(box ->
                        letters.stream().noneMatch(other -> other != box && areBeside(box, other, APART * height)))
                .toList();
    }

    private static boolean areBeside(Box one, Box other, double space) {
        return one.top() < other.bottom()
                && other.top() < one.bottom()
                && one.left() - other.right() <= space
                && other.left() - one.right() <= space;
    }

    /** @param pieces from left to right */
    private static List<Box> joined(List<Box> pieces, double space) {
        List<Box> joined = new ArrayList<>();
        for (Box piece : pieces) {
            Box whole = piece;
            for (int i = joined.size() - 1; i >= 0; i--) {
                if (areBeside(joined.get(i), piece, space)) {
                    whole = Box.around(List.of(joined.remove(i), piece));
                    break;
                }
            }
            joined.add(whole);
        }
        return joined;
    }
}
