package dev.recto.worker.document;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.recto.model.DocumentKind;
import java.io.IOException;
import java.util.Iterator;
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
            case PNG, JPEG, GIF, BMP -> ownOfJava(kind);
            case PDF -> throw new IllegalArgumentException("a PDF is no picture");
        };
        reader.setInput(in, false, true);
        return reader;
    }

    /** The JPEG 2000 decoder brings others for some formats along, and which comes first is left to chance. */
    private static ImageReader ownOfJava(DocumentKind kind) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.name());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getModule().equals(ImageIO.class.getModule())) {
                return reader;
            }
        }
        throw new IllegalStateException("Java has no reader for " + kind);
    }
}
