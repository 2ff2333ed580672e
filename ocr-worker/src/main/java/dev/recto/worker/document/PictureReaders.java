package dev.recto.worker.document;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.recto.model.DocumentKind;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** Java's own decoders, and one of a library where Java has none or one that knows less. */
final class PictureReaders {
    private static final ImageReaderSpi TIFF = new TIFFImageReaderSpi();
    private static final ImageReaderSpi WEBP = new WebPImageReaderSpi();
    private static final ImageReaderSpi JPEG2000 = new J2KImageReaderSpi();

    private PictureReaders() {}

    static ImageReader open(DocumentKind kind, ImageInputStream in) throws IOException {
        ImageReader reader = switch (kind) {
            case TIFF -> TIFF.createReaderInstance();
            case WEBP -> WEBP.createReaderInstance();
            case JPEG2000 -> JPEG2000.createReaderInstance();
            case PNG, JPEG, GIF, BMP ->
                ImageIO.getImageReadersByFormatName(kind.name()).next();
            case PDF -> throw new IllegalArgumentException("a PDF is no picture");
        };
        reader.setInput(in, false, true);
        return reader;
    }
}
