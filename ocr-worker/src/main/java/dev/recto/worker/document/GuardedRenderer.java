package dev.recto.worker.document;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/** Draws pages, but decodes no picture of more pixels than the limit: a small file can hold a huge one. */
final class GuardedRenderer extends PDFRenderer {
    private final DocumentLimits limits;

    GuardedRenderer(PDDocument pdf, DocumentLimits limits) {
        super(pdf);
        this.limits = limits;
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        return new GuardedDrawer(parameters, limits);
    }

    private static final class GuardedDrawer extends PageDrawer {
        private final DocumentLimits limits;

        GuardedDrawer(PageDrawerParameters parameters, DocumentLimits limits) throws IOException {
            super(parameters);
            this.limits = limits;
        }

        @Override
        public void drawImage(PDImage image) throws IOException {
            limits.checkPixels(image.getWidth(), image.getHeight());
            super.drawImage(image);
        }
    }
}
