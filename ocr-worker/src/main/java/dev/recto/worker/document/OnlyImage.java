package dev.recto.worker.document;

import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.GeneralPath;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/** Follows a page's content until it shows anything beside one plain, opaque picture. Invisible text does not count. */
final class OnlyImage extends PDFGraphicsStreamEngine {
    private static final int NO_CLIP = -1;

    private final OperandMeter meter;
    private final GeneralPath path = new GeneralPath();
    private int clipRule = NO_CLIP;
    private @Nullable Placed found;

    private OnlyImage(PDPage page, OperandMeter meter) {
        super(page);
        this.meter = meter;
    }

    /** The picture and where the page puts its unit square. */
    record Placed(PDImageXObject image, AffineTransform matrix) {
        /** Whether its edges run along the page's. */
        boolean upright() {
            double skew = 1e-3 * Math.sqrt(Math.abs(matrix.getDeterminant()));
            boolean straight = Math.abs(matrix.getShearX()) < skew && Math.abs(matrix.getShearY()) < skew;
            boolean turned = Math.abs(matrix.getScaleX()) < skew && Math.abs(matrix.getScaleY()) < skew;
            return straight || turned;
        }
    }

    static Optional<Placed> of(PDPage page, OperandMeter meter) throws IOException {
        for (PDAnnotation annotation : page.getAnnotations()) {
            Interruption.check();
            if (!(annotation instanceof PDAnnotationLink)) {
                return Optional.empty();
            }
        }
        OnlyImage engine = new OnlyImage(page, meter);
        try {
            engine.processPage(page);
        } catch (SomethingElse e) {
            return Optional.empty();
        }
        return Optional.ofNullable(engine.found);
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        Interruption.check();
        meter.operator();
        FontLimits.check(operator, operands, getResources());
        // Not asked for what is in it: it would be unpacked for that
        if (OperatorName.BEGIN_INLINE_IMAGE.equals(operator.getName())) {
            throw new SomethingElse();
        }
        super.processOperator(operator, operands);
    }

    @Override
    public void saveGraphicsState() {
        ContentLimits.checkStates(getGraphicsStackSize());
        super.saveGraphicsState();
    }

    @Override
    public void drawImage(PDImage image) {
        PDGraphicsState state = getGraphicsState();
        boolean plain = found == null
                && image instanceof PDImageXObject
                && !image.isStencil()
                && state.getNonStrokeAlphaConstant() == 1
                && state.getSoftMask() == null
                && state.getBlendMode() == BlendMode.NORMAL
                && unclipped(state);
        if (!plain || !(image instanceof PDImageXObject picture) || masked(picture)) {
            throw new SomethingElse();
        }
        found = new Placed(picture, state.getCurrentTransformationMatrix().createAffineTransform());
    }

    @Override
    protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) {
        if (getGraphicsState().getTextState().getRenderingMode() != RenderingMode.NEITHER) {
            throw new SomethingElse();
        }
    }

    private static boolean masked(PDImageXObject image) {
        COSDictionary dictionary = image.getCOSObject();
        return dictionary.containsKey(COSName.SMASK) || dictionary.containsKey(COSName.MASK);
    }

    private boolean unclipped(PDGraphicsState state) {
        Area clip = state.getCurrentClippingPath();
        PDRectangle crop = getPage().getCropBox();
        return clip.contains(new Rectangle2D.Double(
                crop.getLowerLeftX() + 1, crop.getLowerLeftY() + 1, crop.getWidth() - 2, crop.getHeight() - 2));
    }

    @Override
    public void showTransparencyGroup(PDTransparencyGroup form) {
        throw new SomethingElse();
    }

    @Override
    public void beginMarkedContentSequence(COSName tag, COSDictionary properties) {
        if (COSName.OC.equals(tag)) {
            throw new SomethingElse();
        }
    }

    @Override
    public void strokePath() {
        throw new SomethingElse();
    }

    @Override
    public void fillPath(int windingRule) {
        throw new SomethingElse();
    }

    @Override
    public void fillAndStrokePath(int windingRule) {
        throw new SomethingElse();
    }

    @Override
    public void shadingFill(COSName shadingName) {
        throw new SomethingElse();
    }

    @Override
    public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
        path.moveTo(p0.getX(), p0.getY());
        path.lineTo(p1.getX(), p1.getY());
        path.lineTo(p2.getX(), p2.getY());
        path.lineTo(p3.getX(), p3.getY());
        path.closePath();
    }

    @Override
    public void clip(int windingRule) {
        clipRule = windingRule;
    }

    @Override
    public void moveTo(float x, float y) {
        path.moveTo(x, y);
    }

    @Override
    public void lineTo(float x, float y) {
        path.lineTo(x, y);
    }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
        path.curveTo(x1, y1, x2, y2, x3, y3);
    }

    @Override
    public Point2D getCurrentPoint() {
        return path.getCurrentPoint();
    }

    @Override
    public void closePath() {
        path.closePath();
    }

    @Override
    public void endPath() {
        if (clipRule != NO_CLIP) {
            PathCost.checkArea(path);
            path.setWindingRule(clipRule);
            getGraphicsState().intersectClippingPath(path);
            ContentLimits.mergeClips(getGraphicsState());
            clipRule = NO_CLIP;
        }
        path.reset();
    }

    /** The page is no plain picture; ends the search. */
    private static final class SomethingElse extends RuntimeException {
        SomethingElse() {
            super(null, null, false, false);
        }
    }
}
