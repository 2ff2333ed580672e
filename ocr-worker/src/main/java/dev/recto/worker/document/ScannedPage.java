package dev.recto.worker.document;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageSize;
import dev.recto.worker.image.RgbImage;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** A page that is one picture from edge to edge: its pixels are taken as they are rather than drawn. */
final class ScannedPage {
    /** How far the picture's edges may lie from the page's, in points. */
    private static final double TOLERANCE = 0.75;

    private static final double POINTS_PER_INCH = 72;

    private final PDImageXObject image;
    private final Orientation orientation;
    private final PageSize size;

    private ScannedPage(PDImageXObject image, Orientation orientation, PageSize size) {
        this.image = image;
        this.orientation = orientation;
        this.size = size;
    }

    /** @param size of the page as shown, in points */
    static Optional<ScannedPage> of(PDPage page, PageSize size, OperandMeter meter) throws IOException {
        return OnlyImage.of(page, meter)
                .filter(only -> only.upright() && fits(only.matrix(), page.getCropBox()))
                .map(only -> new ScannedPage(only.image(), orientation(page.getRotation(), only.matrix()), size));
    }

    /**
     * The resolution to be drawn at where another was asked for. A picture put into a PDF without its resolution makes a page of a
     * poster's size, which would only be blown up.
     */
    int dpi(int asked) {
        double inches = Math.max(size.width(), size.height()) / POINTS_PER_INCH;
        int stored = Math.max(1, (int) Math.round(Math.max(image.getWidth(), image.getHeight()) / inches));
        return SheetResolution.isSheet(inches) ? asked : Math.min(asked, stored);
    }

    RgbImage decode(PageDimensions dimensions, DocumentLimits limits) throws IOException {
        limits.checkPixels(image.getWidth(), image.getHeight());
        int width = orientation.swapsSides() ? dimensions.height() : dimensions.width();
        int height = orientation.swapsSides() ? dimensions.width() : dimensions.height();
        long pixels = (long) image.getWidth() * image.getHeight();
        return orientation.apply(DecoderMemory.decode(
                DocumentKind.PDF, pixels, () -> resize(PictureStream.decode(image, limits), width, height)));
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
