package dev.recto.worker.document;

import dev.recto.model.PageDimensions;
import dev.recto.worker.image.RgbImage;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** A page that is one picture from edge to edge: its pixels are taken as they are rather than drawn. */
final class ScannedPage {
    /** How far the picture's edges may lie from the page's, in points. */
    private static final double TOLERANCE = 0.75;

    /** Below this scale the renderer's averaging gives the better picture. */
    private static final double MIN_SCALE = 0.5;

    private ScannedPage() {}

    static Optional<RgbImage> decode(PDPage page, PageDimensions dimensions, DocumentLimits limits) throws IOException {
        Optional<OnlyImage.Placed> only = OnlyImage.of(page);
        if (only.isEmpty()) {
            return Optional.empty();
        }
        PDImageXObject image = only.get().image();
        PDRectangle crop = page.getCropBox();
        Rectangle2D placed = only.get()
                .matrix()
                .createTransformedShape(new Rectangle2D.Double(0, 0, 1, 1))
                .getBounds2D();
        if (!only.get().upright() || !fits(placed, crop)) {
            return Optional.empty();
        }
        AffineTransform toRaster = toRaster(page, dimensions, only.get().matrix(), image);
        double scale = Math.sqrt(Math.abs(toRaster.getDeterminant()));
        if (scale < MIN_SCALE) {
            return Optional.empty();
        }
        limits.checkPixels(image.getWidth(), image.getHeight());
        return Optional.of(transform(image.getImage(), toRaster, dimensions));
    }

    private static boolean fits(Rectangle2D placed, PDRectangle crop) {
        return Math.abs(placed.getMinX() - crop.getLowerLeftX()) < TOLERANCE
                && Math.abs(placed.getMinY() - crop.getLowerLeftY()) < TOLERANCE
                && Math.abs(placed.getMaxX() - crop.getUpperRightX()) < TOLERANCE
                && Math.abs(placed.getMaxY() - crop.getUpperRightY()) < TOLERANCE;
    }

    /** Image pixels (from the top left) to raster pixels; edges snap to the raster's, whatever the tolerance left over. */
    private static AffineTransform toRaster(
            PDPage page, PageDimensions dimensions, AffineTransform matrix, PDImageXObject image) {
        AffineTransform unit = new AffineTransform();
        // In the unit square of the page as shown, y downwards.
        switch (page.getRotation()) {
            case 90 -> unit.setTransform(0, 1, -1, 0, 1, 0);
            case 180 -> unit.setTransform(-1, 0, 0, -1, 1, 1);
            case 270 -> unit.setTransform(0, -1, 1, 0, 0, 1);
            default -> {}
        }
        unit.concatenate(new AffineTransform(1, 0, 0, -1, 0, 1));
        // Of the matrix only its orientation counts now: signs and whether the axes are swapped.
        boolean swapped = Math.abs(matrix.getScaleX()) < Math.abs(matrix.getShearX());
        double a = swapped ? 0 : Math.signum(matrix.getScaleX());
        double b = swapped ? Math.signum(matrix.getShearY()) : 0;
        double c = swapped ? Math.signum(matrix.getShearX()) : 0;
        double d = swapped ? 0 : Math.signum(matrix.getScaleY());
        unit.concatenate(new AffineTransform(a, b, c, d, a + c < 0 ? 1 : 0, b + d < 0 ? 1 : 0));
        unit.concatenate(new AffineTransform(1.0 / image.getWidth(), 0, 0, -1.0 / image.getHeight(), 0, 1));
        AffineTransform result = AffineTransform.getScaleInstance(dimensions.width(), dimensions.height());
        result.concatenate(unit);
        return result;
    }

    private static RgbImage transform(BufferedImage image, AffineTransform toRaster, PageDimensions dimensions) {
        if (image.getType() == BufferedImage.TYPE_INT_RGB && isIdentity(toRaster)) {
            return Pixels.fit(image, dimensions.width(), dimensions.height());
        }
        BufferedImage raster = new BufferedImage(dimensions.width(), dimensions.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = raster.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, toRaster, null);
        graphics.dispose();
        return Pixels.fit(raster, dimensions.width(), dimensions.height());
    }

    private static boolean isIdentity(AffineTransform transform) {
        double[] m = new double[6];
        transform.getMatrix(m);
        double[] identity = {1, 0, 0, 1, 0, 0};
        for (int i = 0; i < m.length; i++) {
            if (Math.abs(m[i] - identity[i]) > 1e-6) {
                return false;
            }
        }
        return true;
    }
}
