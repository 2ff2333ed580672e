package dev.recto.worker.document;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.graphics.color.PDCalGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.color.PDICCBased;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;

/** A PDF's picture as pixels. An ordinary JPEG goes straight to the JPEG reader, three times as fast as through the PDF's. */
final class PictureStream {
    private static final List<String> JPEG =
            List.of(COSName.DCT_DECODE.getName(), COSName.DCT_DECODE_ABBREVIATION.getName());

    private PictureStream() {}

    static BufferedImage decode(PDImageXObject image, DocumentLimits limits) throws IOException {
        if (isOrdinaryJpeg(image)) {
            try (InputStream jpeg = image.createInputStream(JPEG)) {
                BufferedImage decoded = ImageIO.read(new MemoryCacheImageInputStream(new JpegScans(jpeg, limits)));
                if (decoded != null
                        && decoded.getWidth() == image.getWidth()
                        && decoded.getHeight() == image.getHeight()) {
                    return decoded;
                }
            }
        }
        return image.getImage();
    }

    /** Not one in another code besides: that would be unpacked without a limit. */
    private static boolean isOrdinaryJpeg(PDImageXObject image) throws IOException {
        COSDictionary dictionary = image.getCOSObject();
        List<COSName> filters = image.getStream().getFilters();
        return filters.size() == 1
                && JPEG.contains(filters.getFirst().getName())
                && !dictionary.containsKey(COSName.DECODE)
                && !dictionary.containsKey(COSName.DECODE_PARMS)
                && isGrayOrRgb(image.getColorSpace());
    }

    /** Profiles are taken for the plain space of as many components. */
    private static boolean isGrayOrRgb(@Nullable PDColorSpace space) {
        return space instanceof PDDeviceGray
                || space instanceof PDCalGray
                || space instanceof PDDeviceRGB
                || space instanceof PDICCBased profile && profile.getNumberOfComponents() < 4;
    }
}
