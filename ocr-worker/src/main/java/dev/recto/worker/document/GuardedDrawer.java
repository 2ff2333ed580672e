package dev.recto.worker.document;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.GeneralPath;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.graphics.PDLineDashPattern;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceN;
import org.apache.pdfbox.pdmodel.graphics.color.PDPattern;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.pattern.PDShadingPattern;
import org.apache.pdfbox.pdmodel.graphics.shading.PDShading;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Draws a page whose content may be hostile: it can be interrupted between operators, and what can't be interrupted, a single
 * path, picture or layer, is refused where it would take too much time or memory.
 */
final class GuardedDrawer extends GlyphRuns {
    /** Deeper patterns in patterns are no drawing of anybody's. */
    private static final int MAX_PATTERN_DEPTH = 4;

    private static final int BAND = 16;
    private static final long CALLS_OF_BAND = 50_000;
    private static final long CALLS_OF_TABLE = 10_000;
    private static final int TINT_TRANSFORM = 3;

    private final DocumentLimits limits;
    private final OperandMeter meter;
    private final Canvases canvases = new Canvases();
    private final PageFonts fonts;
    private int patternDepth;

    GuardedDrawer(PageDrawerParameters parameters, DocumentLimits limits, OperandMeter meter, boolean withoutLayers)
            throws IOException {
        super(parameters, withoutLayers);
        this.limits = limits;
        this.meter = meter;
        this.fonts = new PageFonts(limits);
        addOperator(new InlinePictures(this, limits));
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        Interruption.check();
        meter.operator();
        fonts.check(operator, operands, getResources());
        super.processOperator(operator, operands);
    }

    @Override
    public void saveGraphicsState() {
        ContentLimits.checkStates(getGraphicsStackSize());
        super.saveGraphicsState();
    }

    @Override
    public void drawImage(PDImage image) throws IOException {
        limits.checkPixels(image.getWidth(), image.getHeight());
        if (image instanceof PDImageXObject masked) {
            checkMask(masked, masked.getSoftMask());
            checkMask(masked, masked.getMask());
        }
        if (!image.isStencil() && image.getColorSpace() instanceof PDDeviceN inks) {
            COSBase tints = ((COSArray) inks.getCOSObject()).getObject(TINT_TRANSFORM);
            Calculators.check(tints, (long) image.getWidth() * image.getHeight());
        }
        super.drawImage(image);
    }

    /** Either is made as wide and as high as the other. */
    private void checkMask(PDImageXObject image, @Nullable PDImageXObject mask) {
        if (mask != null) {
            limits.checkPixels(
                    Math.max(image.getWidth(), mask.getWidth()), Math.max(image.getHeight(), mask.getHeight()));
        }
    }

    @Override
    public void fillPath(int windingRule) throws IOException {
        cost(getLinePath()).checkFill();
        if (!(getGraphicsState().getNonStrokingColorSpace() instanceof PDPattern patterns)) {
            super.fillPath(windingRule);
            return;
        }
        PathCost.checkArea(getLinePath());
        if (patterns.getPattern(getGraphicsState().getNonStrokingColor()) instanceof PDShadingPattern pattern
                && pattern.getShading() instanceof PDShading shading
                && isPerPixel(shading)) {
            GeneralPath path = (GeneralPath) getLinePath().clone();
            inBands(() -> {
                getLinePath().reset();
                getLinePath().append(path, false);
                super.fillPath(windingRule);
            });
        } else {
            super.fillPath(windingRule);
        }
    }

    @Override
    public void strokePath() throws IOException {
        PDGraphicsState state = getGraphicsState();
        PDLineDashPattern dashes = state.getLineDashPattern();
        PathCost cost = cost(getLinePath());
        cost.checkStroke(pixels(state.getLineWidth()));
        if (dashes.getDashArray().length > 0 && cost.isBeyondDashes(pixels(period(dashes)))) {
            state.setLineDashPattern(new PDLineDashPattern());
        }
        super.strokePath();
        state.setLineDashPattern(dashes);
    }

    @Override
    public void clip(int windingRule) {
        PathCost.checkArea(getLinePath());
        super.clip(windingRule);
    }

    @Override
    public void endPath() {
        super.endPath();
        ContentLimits.mergeClips(getGraphicsState());
    }

    @Override
    protected void checkGlyphs(Shape glyphs) {
        cost(glyphs).checkFill();
    }

    @Override
    protected Paint getPaint(PDColor color) throws IOException {
        ContentLimits.checkDepth(patternDepth, MAX_PATTERN_DEPTH);
        patternDepth++;
        try {
            if (color.getColorSpace() instanceof PDPattern patterns
                    && patterns.getPattern(color) instanceof PDShadingPattern pattern) {
                check(pattern.getShading());
            }
            Paint paint = super.getPaint(color);
            return paint instanceof Color ? paint : new InterruptiblePaint(paint);
        } finally {
            patternDepth--;
        }
    }

    @Override
    public void shadingFill(COSName name) throws IOException {
        PDShading shading = getResources().getShading(name);
        check(shading);
        if (shading != null && isPerPixel(shading)) {
            inBands(() -> super.shadingFill(name));
        } else {
            super.shadingFill(name);
        }
    }

    /** The others look up colours that they ask for beforehand. */
    private static boolean isPerPixel(PDShading shading) {
        int type = shading.getShadingType();
        return type != PDShading.SHADING_TYPE2 && type != PDShading.SHADING_TYPE3;
    }

    private static void check(@Nullable PDShading shading) throws IOException {
        if (shading != null) {
            long calls = isPerPixel(shading) ? CALLS_OF_BAND : CALLS_OF_TABLE;
            Calculators.check(shading.getCOSObject().getDictionaryObject(COSName.FUNCTION), calls);
        }
    }

    @FunctionalInterface
    private interface Painting {
        void run() throws IOException;
    }

    /** Some rows of pixels after the others, so that it can be interrupted. */
    private void inBands(Painting painting) throws IOException {
        Rectangle picture = getGraphics().getDeviceConfiguration().getBounds();
        for (int y = 0; y < picture.height; y += BAND) {
            Interruption.check();
            saveGraphicsState();
            try {
                Shape band = getGraphics()
                        .getTransform()
                        .createInverse()
                        .createTransformedShape(new Rectangle(0, y, picture.width, BAND));
                getGraphicsState().intersectClippingPath(new Area(band));
                painting.run();
            } catch (NoninvertibleTransformException nothingShows) {
                return;
            } finally {
                restoreGraphicsState();
            }
        }
    }

    @Override
    public void showTransparencyGroup(PDTransparencyGroup form) throws IOException {
        long pixels = pixels(form);
        canvases.open(pixels);
        try {
            super.showTransparencyGroup(form);
        } finally {
            canvases.close(pixels);
        }
    }

    @Override
    protected void processSoftMask(PDTransparencyGroup group) throws IOException {
        long pixels = pixels(group);
        canvases.open(pixels);
        try {
            super.processSoftMask(group);
        } finally {
            canvases.close(pixels);
        }
    }

    private PathCost cost(Shape path) {
        Graphics2D graphics = getGraphics();
        return PathCost.of(
                path, graphics.getTransform(), graphics.getDeviceConfiguration().getBounds());
    }

    private double pixels(double length) {
        return transformWidth((float) length)
                * Math.sqrt(Math.abs(getGraphics().getTransform().getDeterminant()));
    }

    private static double period(PDLineDashPattern dashes) {
        double sum = 0;
        for (float dash : dashes.getDashArray()) {
            sum += dash;
        }
        return sum;
    }

    /** Of the layer that a group is drawn on first: as much of its box as shows. */
    private long pixels(PDTransparencyGroup form) {
        if (form.getBBox() == null) {
            return 0;
        }
        Matrix matrix = Matrix.concatenate(getGraphicsState().getCurrentTransformationMatrix(), form.getMatrix());
        GeneralPath box = form.getBBox().transform(matrix);
        Rectangle2D shown = box.getBounds2D()
                .createIntersection(getGraphicsState().getCurrentClippingPath().getBounds2D());
        AffineTransform toPixels = getGraphics().getTransform();
        return shown.isEmpty()
                ? 0
                : (long) (shown.getWidth() * shown.getHeight() * Math.abs(toPixels.getDeterminant()));
    }
}
