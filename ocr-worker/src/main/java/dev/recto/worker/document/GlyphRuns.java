package dev.recto.worker.document;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/** Fills glyphs that are shown together together, which takes half the time of one after the other. */
abstract class GlyphRuns extends PageDrawer {
    /** Glyphs filled together at most, so that a long string does not become one huge path. */
    private static final int MAX_GLYPHS = 512;

    private static final int MAX_SEGMENTS_OF_GLYPH = 20_000;
    /** Of all glyphs that make one clip: they are cut with each other. */
    private static final int MAX_SEGMENTS_OF_CLIP = 20_000;

    private final boolean withoutLayers;
    private final Map<PDFont, Map<Integer, Outline>> outlines = new IdentityHashMap<>();
    private final CompositeGlyphs.OfFonts composites = new CompositeGlyphs.OfFonts();
    private final GeneralPath run = new GeneralPath();
    private int glyphs;
    private int clipSegments;

    private record Outline(GeneralPath path, int segments) {
        static Outline of(GeneralPath path) {
            int segments = 0;
            for (PathIterator it = path.getPathIterator(null); !it.isDone(); it.next()) {
                segments++;
            }
            return new Outline(path, segments);
        }
    }

    /** @param withoutLayers whether nothing in the document can be hidden */
    GlyphRuns(PageDrawerParameters parameters, boolean withoutLayers) throws IOException {
        super(parameters);
        this.withoutLayers = withoutLayers;
    }

    /** @throws PageFaultException they can't be filled in time */
    protected abstract void checkGlyphs(Shape glyphs);

    @Override
    public void beginText() throws IOException {
        clipSegments = 0;
        super.beginText();
    }

    @Override
    protected void showText(byte[] string) throws IOException {
        super.showText(string);
        fillRun();
    }

    private void fillRun() throws IOException {
        if (glyphs == 0) {
            return;
        }
        checkGlyphs(run);
        Graphics2D graphics = getGraphics();
        graphics.setComposite(getGraphicsState().getNonStrokingJavaComposite());
        graphics.setPaint(getNonStrokingPaint());
        setClip();
        graphics.fill(run);
        run.reset();
        glyphs = 0;
    }

    @Override
    protected void showFontGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
        Interruption.check();
        if (!(font instanceof PDVectorFont vector)) {
            super.showFontGlyph(matrix, font, code, displacement);
            return;
        }
        boolean clips = getGraphicsState().getTextState().getRenderingMode().isClip();
        if (!font.isEmbedded() && !clips) {
            super.showFontGlyph(matrix, font, code, displacement);
            return;
        }
        Outline outline = outline(font, vector, code);
        if (!font.isEmbedded() || !isPlain()) {
            clipSegments += clips ? outline.segments() : 0;
            checkSegments(clipSegments, MAX_SEGMENTS_OF_CLIP);
            super.showFontGlyph(matrix, font, code, displacement);
            return;
        }
        AffineTransform place = matrix.createAffineTransform();
        place.concatenate(font.getFontMatrix().createAffineTransform());
        run.append(outline.path().getPathIterator(place), false);
        if (++glyphs >= MAX_GLYPHS) {
            fillRun();
        }
    }

    /** A glyph that is damaged is not drawn; the others are. */
    private Outline outline(PDFont font, PDVectorFont vector, int code) {
        Map<Integer, Outline> known = outlines.computeIfAbsent(font, key -> new HashMap<>());
        Outline outline = known.get(code);
        if (outline == null) {
            outline = Outline.of(path(font, vector, code));
            checkSegments(outline.segments(), MAX_SEGMENTS_OF_GLYPH);
            known.put(code, outline);
        }
        return outline;
    }

    private GeneralPath path(PDFont font, PDVectorFont vector, int code) {
        try {
            composites.check(font, code);
            return vector.getNormalizedPath(code);
        } catch (IOException damaged) {
            return new GeneralPath();
        }
    }

    private static void checkSegments(int segments, int limit) {
        if (segments > limit) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
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
