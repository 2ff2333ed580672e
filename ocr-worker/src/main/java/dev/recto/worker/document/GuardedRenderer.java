package dev.recto.worker.document;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/**
 * Draws pages, but decodes no picture of more pixels than the limit: a small file can hold a huge one. Glyphs shown together
 * are filled together, which takes half the time of one after the other.
 */
final class GuardedRenderer extends PDFRenderer {
    static {
        // Four lines of samples per pixel, as poppler takes, rather than eight; read when Java2D draws its first shape.
        System.setProperty("sun.java2d.renderer.subPixel_log2_Y", "2");
    }

    private final DocumentLimits limits;

    GuardedRenderer(PDDocument pdf, DocumentLimits limits) {
        super(pdf);
        this.limits = limits;
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        return new GuardedDrawer(
                parameters, limits, document.getDocumentCatalog().getOCProperties() == null);
    }

    private static final class GuardedDrawer extends PageDrawer {
        private final DocumentLimits limits;
        private final boolean withoutLayers;
        private final Map<PDFont, Map<Integer, GeneralPath>> outlines = new IdentityHashMap<>();
        private final GeneralPath run = new GeneralPath();

        /** @param withoutLayers whether nothing in the document can be hidden */
        GuardedDrawer(PageDrawerParameters parameters, DocumentLimits limits, boolean withoutLayers)
                throws IOException {
            super(parameters);
            this.limits = limits;
            this.withoutLayers = withoutLayers;
        }

        @Override
        public void drawImage(PDImage image) throws IOException {
            limits.checkPixels(image.getWidth(), image.getHeight());
            super.drawImage(image);
        }

        @Override
        protected void showText(byte[] string) throws IOException {
            super.showText(string);
            if (run.getCurrentPoint() == null) {
                return;
            }
            Graphics2D graphics = getGraphics();
            graphics.setComposite(getGraphicsState().getNonStrokingJavaComposite());
            graphics.setPaint(getNonStrokingPaint());
            setClip();
            graphics.fill(run);
            run.reset();
        }

        @Override
        protected void showFontGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
            if (!(font instanceof PDVectorFont vector) || !font.isEmbedded() || !isPlain()) {
                super.showFontGlyph(matrix, font, code, displacement);
                return;
            }
            GeneralPath outline =
                    outlines.computeIfAbsent(font, key -> new HashMap<>()).get(code);
            if (outline == null) {
                outline = vector.getNormalizedPath(code);
                outlines.get(font).put(code, outline);
            }
            AffineTransform place = matrix.createAffineTransform();
            place.concatenate(font.getFontMatrix().createAffineTransform());
            run.append(outline.getPathIterator(place), false);
        }

        /** Whether it makes no difference if glyphs are filled one by one or together. */
        private boolean isPlain() {
            PDGraphicsState state = getGraphicsState();
            return withoutLayers
                    && state.getTextState().getRenderingMode() == RenderingMode.FILL
                    && state.getNonStrokeAlphaConstant() == 1
                    && state.getSoftMask() == null
                    && state.getBlendMode() == BlendMode.NORMAL;
        }
    }
}
