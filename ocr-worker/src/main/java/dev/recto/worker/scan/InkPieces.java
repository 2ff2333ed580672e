package dev.recto.worker.scan;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.leptonica.BOXA;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/** Pieces of ink that hang together, at corners too. */
final class InkPieces {
    private static final int NEIGHBOURS = 8;

    private InkPieces() {}

    /** @param picture of one bit */
    static List<Box> of(PIX picture) {
        return of(picture, Integer.MAX_VALUE);
    }

    /**
     * None where there are more: that is grain, or a pattern.
     *
     * @param picture of one bit
     */
    static List<Box> of(PIX picture, int most) {
        BOXA found = leptonica.pixConnCompBB(picture, NEIGHBOURS);
        try {
            int count = leptonica.boxaGetCount(found);
            return count > most ? List.of() : boxes(found, count);
        } finally {
            leptonica.boxaDestroy(found);
        }
    }

    private static List<Box> boxes(BOXA found, int count) {
        List<Box> boxes = new ArrayList<>(count);
        int[] x = new int[1];
        int[] y = new int[1];
        int[] width = new int[1];
        int[] height = new int[1];
        for (int i = 0; i < count; i++) {
            leptonica.boxaGetBoxGeometry(found, i, x, y, width, height);
            boxes.add(new Box(x[0], y[0], x[0] + width[0], y[0] + height[0]));
        }
        return boxes;
    }
}
