package dev.recto.worker.scan;

/** Grain of a scan, which breaks thin strokes and makes more of some points than of others. */
public final class Grain {
    /** Deviation of paper from its brightness, of 255. */
    private static final double HEAVY = 12;

    /** Of an absolute deviation's median, by the deviation, and of what is measured, by it. */
    private static final double MEDIAN = 0.6745;

    private static final double MEASURED = 6;
    private static final int STEP = 3;
    private static final int MOST = 8 * 255;

    private static final int MIDDLE = 2;
    private static final int SUM = (MIDDLE + 2) * (MIDDLE + 2);

    /** That one is mixed of. */
    private static final int ROWS = 3;

    private Grain() {}

    /** Whether a page has so much that it seems to be all specks. Scans that were squeezed have little. */
    public static boolean isHeavy(GrayImage page) {
        return deviation(page) >= HEAVY;
    }

    /** By how much pixels stand out from flat and slanting surroundings, of which a page is mostly made. */
    private static double deviation(GrayImage page) {
        int[] counts = new int[MOST + 1];
        int looked = 0;
        for (int y = 1; y < page.height() - 1; y += STEP) {
            for (int x = 1; x < page.width() - 1; x += STEP) {
                counts[Math.abs(curve(page, x, y - 1) - 2 * curve(page, x, y) + curve(page, x, y + 1))]++;
                looked++;
            }
        }
        int passed = counts[0];
        int median = 0;
        while (median < MOST && 2 * passed < looked) {
            passed += counts[++median];
        }
        return median / (MEDIAN * MEASURED);
    }

    private static int curve(GrayImage page, int x, int y) {
        return shade(page, x - 1, y) - 2 * shade(page, x, y) + shade(page, x + 1, y);
    }

    /** The page without it: each pixel is mixed with its neighbours. */
    public static GrayImage smoothed(GrayImage page) {
        int width = page.width();
        int height = page.height();
        byte[] smooth = new byte[width * height];
        int[][] across = new int[ROWS][width];
        mixAcross(page, 0, across[0]);
        for (int y = 0; y < height; y++) {
            int last = Math.min(height - 1, y + 1);
            if (last > y) {
                mixAcross(page, last, across[last % ROWS]);
            }
            int[] above = across[Math.max(0, y - 1) % ROWS];
            int[] middle = across[y % ROWS];
            int[] below = across[last % ROWS];
            for (int x = 0; x < width; x++) {
                int sum = above[x] + MIDDLE * middle[x] + below[x];
                smooth[y * width + x] = (byte) ((sum + SUM / 2) / SUM);
            }
        }
        return new GrayImage(width, height, smooth);
    }

    private static void mixAcross(GrayImage page, int y, int[] mixed) {
        int last = page.width() - 1;
        for (int x = 0; x <= last; x++) {
            mixed[x] = shade(page, Math.max(0, x - 1), y)
                    + MIDDLE * shade(page, x, y)
                    + shade(page, Math.min(last, x + 1), y);
        }
    }

    private static int shade(GrayImage page, int x, int y) {
        return page.pixels()[y * page.width() + x] & 0xff;
    }
}
