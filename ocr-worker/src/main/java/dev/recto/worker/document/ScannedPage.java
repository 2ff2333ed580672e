package dev.recto.worker.document;

import dev.recto.model.PageDimensions;
import dev.recto.worker.image.RgbImage;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** A page that is one picture from edge to edge: its pixels are taken as they are rather than drawn. */
final class ScannedPage {
    /** How far the picture's edges may lie from the page's, in points. */
    private static final double TOLERANCE = 0.75;

    private ScannedPage() {}

    static Optional<RgbImage> decode(PDPage page, PageDimensions dimensions, DocumentLimits limits, OperandMeter meter)
            throws IOException {
        Optional<OnlyImage.Placed> only = OnlyImage.of(page, meter);
        if (only.isEmpty() || !only.get().upright() || !fits(only.get().matrix(), page.getCropBox())) {
            return Optional.empty();
        }
        limits.checkPixels(only.get().image().getWidth(), only.get().image().getHeight());
        Orientation orientation = orientation(page.getRotation(), only.get().matrix());
        int width = orientation.swapsSides() ? dimensions.height() : dimensions.width();
        int height = orientation.swapsSides() ? dimensions.width() : dimensions.height();
        return Optional.of(
                orientation.apply(resize(PictureStream.decode(only.get().image(), limits), width, height)));
    }

    private static boolean fits(AffineTransform matrix, PDRectangle crop) {
        Rectangle2D placed = matrix.createTransformedShape(new Rectangle2D.Double(0, 0, 1, 1))
                .getBounds2D();
        return Math.abs(placed.getMinX() - crop.getLowerLeftX()) < TOLERANCE
                && Math.abs(placed.getMinY() - crop.getLowerLeftY()) < TOLERANCE
                && Math.abs(placed.getMaxX() - crop.getUpperRightX()) < TOLERANCE
                && Math.abs(placed.getMaxY() - crop.getUpperRightY()) < TOLERANCE;
    }

    /** From the picture's rows, which begin at the top, to the page as shown. */
    private static Orientation orientation(int rotation, AffineTransform matrix) {
        AffineTransform toShown = AffineTransform.getQuadrantRotateInstance(rotation / 90);
        // The page's y axis points up, the pictures' point down.
        toShown.scale(1, -1);
        toShown.concatenate(matrix);
        toShown.scale(1, -1);
        boolean transposed = Math.abs(toShown.getScaleX()) < Math.abs(toShown.getShearX());
        return transposed
                ? Orientation.of(true, toShown.getShearX() < 0, toShown.getShearY() < 0)
                : Orientation.of(false, toShown.getScaleX() < 0, toShown.getScaleY() < 0);
    }

    /** Gray pictures, as most scans are, stay gray until the end. */
    private static RgbImage resize(BufferedImage image, int width, int height) {
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY
                && image.getRaster().getDataBuffer() instanceof DataBufferByte gray
                && gray.getData().length == image.getWidth() * image.getHeight()) {
            byte[] resized = Resampler.resize(gray.getData(), 1, image.getWidth(), image.getHeight(), width, height);
            return Pixels.ofGray(resized, width, height);
        }
        RgbImage rgb = Pixels.onWhite(image);
        return new RgbImage(width, height, Resampler.resize(rgb.rgb(), 3, rgb.width(), rgb.height(), width, height));
    }
}
