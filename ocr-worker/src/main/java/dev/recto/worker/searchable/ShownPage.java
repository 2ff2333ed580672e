package dev.recto.worker.searchable;

import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * A page as it is shown, its corner at the bottom left, in the page's own unit.
 *
 * @param matrix from here to where the page's drawing is at home (PDF 32000-1, 8.3.4), as operands
 */
record ShownPage(double width, double height, String matrix) {
    static ShownPage of(PDPage page) {
        PDRectangle box = page.getCropBox();
        double left = box.getLowerLeftX();
        double bottom = box.getLowerLeftY();
        double width = box.getWidth();
        double height = box.getHeight();
        return switch (Math.floorMod(page.getRotation(), 360)) {
            case 90 -> new ShownPage(height, width, matrix(0, 1, -1, 0, left + width, bottom));
            case 180 -> new ShownPage(width, height, matrix(-1, 0, 0, -1, left + width, bottom + height));
            case 270 -> new ShownPage(height, width, matrix(0, -1, 1, 0, left, bottom + height));
            default -> new ShownPage(width, height, matrix(1, 0, 0, 1, left, bottom));
        };
    }

    private static String matrix(int a, int b, int c, int d, double e, double f) {
        return String.format(Locale.ROOT, "%d %d %d %d %.3f %.3f", a, b, c, d, e, f);
    }
}
