package dev.recto.worker.document;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/** Draws pages with a {@link GuardedDrawer}. */
final class GuardedRenderer extends PDFRenderer {
    static {
        // Four lines of samples per pixel, as poppler takes, rather than eight; read when Java2D draws its first shape.
        System.setProperty("sun.java2d.renderer.subPixel_log2_Y", "2");
        // Points of a pattern's cell, which is drawn at the page's resolution: larger than A3 it is cut off.
        System.setProperty("pdfbox.rendering.tilingpaint.maxedge", "1200");
    }

    private final DocumentLimits limits;
    private final OperandMeter meter;

    GuardedRenderer(PDDocument pdf, DocumentLimits limits, OperandMeter meter) {
        super(pdf);
        this.limits = limits;
        this.meter = meter;
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        boolean withoutLayers = document.getDocumentCatalog().getOCProperties() == null;
        return new GuardedDrawer(parameters, limits, meter, withoutLayers);
    }
}
