package dev.recto.worker.image;

/**
 * Recognises pages with next to nothing on them. The page is divided into cells; a cell has ink when enough of its pixels
 * differ from the page's most frequent brightness. Single specks and the shadows along the edges of a scan do not count.
 *
 * @param contrast least difference of brightness, of 255, that counts as ink
 * @param inkShare least share of a cell's pixels that makes it inked
 * @param margin share of each side along the edges that is not looked at
 * @param inkedCells so many inked cells are still blank
 */
public record BlankPage(int contrast, double inkShare, double margin, int inkedCells) {
    public static final BlankPage DEFAULT = new BlankPage(48, 0.04, 0.02, 1);

    private static final int CELLS = 100;
    private static final int SMALLEST_CELL = 4;

    public BlankPage {
        if (contrast < 1 || contrast > 255 || inkShare <= 0 || margin < 0 || margin >= 0.5 || inkedCells < 0) {
            throw new IllegalArgumentException("no such blank page");
        }
    }

    public boolean matches(RgbImage page) {
        int background = background(page);
        int cell = Math.max(SMALLEST_CELL, Math.max(page.width(), page.height()) / CELLS);
        int left = (int) (page.width() * margin);
        int top = (int) (page.height() * margin);
        int inked = 0;
        for (int y = top; y < page.height() - top; y += cell) {
            int bottom = Math.min(y + cell, page.height() - top);
            for (int x = left; x < page.width() - left; x += cell) {
                int right = Math.min(x + cell, page.width() - left);
                if (isInked(page, background, x, y, right, bottom) && ++inked > inkedCells) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isInked(RgbImage page, int background, int left, int top, int right, int bottom) {
        int ink = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                if (Math.abs(brightness(page, y * page.width() + x) - background) >= contrast) {
                    ink++;
                }
            }
        }
        return ink >= inkShare * (right - left) * (bottom - top);
    }

    private static int background(RgbImage page) {
        int[] histogram = new int[256];
        for (int pixel = 0; pixel < page.width() * page.height(); pixel++) {
            histogram[brightness(page, pixel)]++;
        }
        int most = 0;
        for (int level = 1; level < histogram.length; level++) {
            if (histogram[level] > histogram[most]) {
                most = level;
            }
        }
        return most;
    }

    private static int brightness(RgbImage page, int pixel) {
        byte[] rgb = page.rgb();
        int at = 3 * pixel;
        return (299 * (rgb[at] & 0xFF) + 587 * (rgb[at + 1] & 0xFF) + 114 * (rgb[at + 2] & 0xFF)) / 1000;
    }
}
