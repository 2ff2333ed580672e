package dev.recto.worker.scan;

import org.bytedeco.leptonica.BOXA;
import org.bytedeco.leptonica.global.leptonica;

/** Letters of too few pixels: those of six points at 200 dots per inch, and any at a hundred. */
public final class SmallType {
    /** Of the paper's brightness. */
    private static final double DARK = 0.75;
    /** In pixels: of a letter, and of a small one without ascenders. Less is dots and grain. */
    private static final int LEAST = 6;

    private static final int SMALL = 9;
    private static final int MOST = 60;
    /** Of letters, and how many tell; commas are small, too. */
    private static final double MANY = 0.25;

    private static final int ENOUGH = 100;
    private static final int TOO_MANY = 50_000;
    private static final int NEIGHBOURS = 8;

    private SmallType() {}

    /** Whether much of a page is set in it. Under uneven light grain looks like it, and so do more pieces than a page has letters. */
    public static boolean isOn(GrayImage page) {
        if (Light.isUneven(page)) {
            return false;
        }
        int dark = (int) (DARK * new Histogram(page).quantile(0.5));
        try (NativePicture gray = NativePicture.of(page);
                NativePicture binary = new NativePicture(leptonica.pixThresholdToBinary(gray.pix(), dark))) {
            BOXA pieces = leptonica.pixConnCompBB(binary.pix(), NEIGHBOURS);
            try {
                return leptonica.boxaGetCount(pieces) < TOO_MANY && isMuch(pieces);
            } finally {
                leptonica.boxaDestroy(pieces);
            }
        }
    }

    private static boolean isMuch(BOXA pieces) {
        int letters = 0;
        int small = 0;
        int[] x = new int[1];
        int[] y = new int[1];
        int[] width = new int[1];
        int[] height = new int[1];
        for (int i = 0; i < leptonica.boxaGetCount(pieces); i++) {
            leptonica.boxaGetBoxGeometry(pieces, i, x, y, width, height);
            boolean isLetter = height[0] >= LEAST && height[0] <= MOST && width[0] <= MOST;
            letters += isLetter ? 1 : 0;
            small += isLetter && height[0] <= SMALL ? 1 : 0;
        }
        return letters >= ENOUGH && small >= MANY * letters;
    }
}
