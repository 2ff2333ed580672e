package dev.recto.worker.reader;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageSize;
import dev.recto.worker.image.RgbImage;

/** A page of an open document; nothing is decoded before it is asked for. */
public interface PageSource {
    DocumentKind kind();

    /** Size as shown: points for a PDF, pixels for an image. */
    PageSize size();

    /**
     * Draws the page as shown (/Rotate, CropBox, EXIF orientation; transparency on white). A PDF page is drawn at the given
     * resolution, or a lower one where the page would exceed the limit of pixels; an image keeps its own size, whatever
     * the resolution. Blocks, and uses the CPU: never call it on a thread that drives the engine.
     *
     * @throws PageFaultException {@link dev.recto.model.PageFault#UNDRAWABLE}, also when drawing takes too long
     */
    PageRaster draw(int dpi);

    /** Of what was drawn nothing but this picture, as large as it was drawn, is kept from now on. */
    void settle(RgbImage picture);

    /** The resolution at which a PDF page's longer side has about this many pixels. */
    default int dpiForLongSide(int pixels) {
        return Math.max(1, (int) Math.round(72.0 * pixels / Math.max(size().width(), size().height())));
    }
}
