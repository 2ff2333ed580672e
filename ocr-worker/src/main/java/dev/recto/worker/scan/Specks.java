package dev.recto.worker.scan;

import org.bytedeco.leptonica.global.leptonica;

/** Pieces of ink that hang together: letters, and dirt. */
public final class Specks {
    private static final int DARK = 128;
    private static final int NEIGHBOURS = 8;
    private static final int SIDE = 3;

    private Specks() {}

    public static int count(GrayImage page) {
        int[] count = new int[1];
        try (NativePicture gray = NativePicture.of(page);
                NativePicture dark = new NativePicture(leptonica.pixThresholdToBinary(gray.pix(), DARK))) {
            if (leptonica.pixCountConnComp(dark.pix(), NEIGHBOURS, count) != 0) {
                throw new IllegalStateException("Leptonica counted nothing");
            }
            return count[0];
        }
    }

    /** The page without what is smaller than half of a square of three by three: dots of a raster, and of a fax machine. */
    public static GrayImage removed(GrayImage page) {
        try (NativePicture gray = NativePicture.of(page);
                NativePicture median = new NativePicture(leptonica.pixMedianFilter(gray.pix(), SIDE, SIDE))) {
            return median.image();
        }
    }
}
