package dev.recto.worker.document;

import dev.recto.model.PageDimensions;
import dev.recto.model.PageFault;
import dev.recto.model.PageSize;
import dev.recto.worker.image.Jpeg;
import dev.recto.worker.reader.PageFaultException;

/** How much of a document is taken. */
record DocumentLimits(int maxPages, int maxPixels, int maxSide, int minDpi, long maxContentBytes) {
    private static final int BYTES_PER_PIXEL = 4;

    /** With sides as long as a picture's may be. */
    DocumentLimits(int maxPages, int maxPixels, int minDpi, long maxContentBytes) {
        this(maxPages, maxPixels, Jpeg.LONGEST_SIDE, minDpi, maxContentBytes);
    }

    DocumentLimits {
        if (maxSide > Jpeg.LONGEST_SIDE) {
            throw new IllegalArgumentException("recto.worker.document.max-side is at most " + Jpeg.LONGEST_SIDE);
        }
    }

    /** Pixels of a PDF page at the resolution asked for, or at the best one that the limit of pixels allows. */
    PageDimensions dimensions(PageSize points, int dpi) {
        double inches = points.width() / 72 * (points.height() / 72);
        // A side of less than a pixel has one all the same
        double finest = Math.min(
                Math.sqrt(maxPixels / inches),
                72.0 * Math.min(maxSide, maxPixels) / Math.max(points.width(), points.height()));
        int allowed = inches > 0 ? (int) Math.min(dpi, finest) : 0;
        if (allowed < 1 || allowed < Math.min(dpi, minDpi)) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
        return new PageDimensions(pixels(points.width(), allowed), pixels(points.height(), allowed), allowed);
    }

    /** No page is drawn with more pixels; a scan of fewer may be. */
    long mostPixels(PageSize points, int dpi) {
        double inches = points.width() / 72 * (points.height() / 72);
        return (long) Math.min(maxPixels, Math.ceil(inches * dpi * dpi));
    }

    boolean allow(long width, long height) {
        return width >= 1 && height >= 1 && width <= maxPixels / height && Math.max(width, height) <= maxSide;
    }

    /** To be asked before anything is decoded. */
    void checkPixels(long width, long height) {
        if (!allow(width, height)) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
    }

    /** What the fonts of a page may unpack to together. */
    long maxFontBytes() {
        return 4 * maxContentBytes;
    }

    /** What a picture inside a PDF may unpack to. */
    long maxPictureBytes() {
        return (long) BYTES_PER_PIXEL * maxPixels;
    }

    private static int pixels(double points, int dpi) {
        return Math.max(1, (int) Math.round(points * dpi / 72));
    }
}
