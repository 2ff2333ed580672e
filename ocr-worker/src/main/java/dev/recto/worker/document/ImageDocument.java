package dev.recto.worker.document;

import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentKind;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageFault;
import dev.recto.model.PageSize;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageRaster;
import java.awt.image.BufferedImage;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;

/** A PNG or JPEG file: one page of its own size. */
final class ImageDocument implements OpenDocument {
    /** What is said of a picture's resolution: what files claim of it is too often wrong. */
    private static final int DPI = 72;

    private final DocumentKind kind;
    private final Path file;
    private final ExifOrientation orientation;
    private final PageSize size;

    private ImageDocument(DocumentKind kind, Path file, ExifOrientation orientation, int width, int height) {
        this.kind = kind;
        this.file = file;
        this.orientation = orientation;
        this.size = orientation.swapsSides() ? new PageSize(height, width) : new PageSize(width, height);
    }

    /** Reads the header only. */
    static ImageDocument open(DocumentKind kind, Path file, DocumentLimits limits) throws DocumentFaultException {
        try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
            ImageReader reader = reader(kind, in);
            try {
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if ((long) width * height > limits.maxPixels()) {
                    throw new DocumentFaultException(DocumentFault.TOO_LARGE);
                }
                return new ImageDocument(kind, file, ExifOrientation.of(kind, file), width, height);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            throw new DocumentFaultException(DocumentFault.INVALID, e);
        }
    }

    @Override
    public DocumentKind kind() {
        return kind;
    }

    @Override
    public List<PageSize> pageSizes() {
        return List.of(size);
    }

    @Override
    public PageSize pageSize(int page) {
        return size;
    }

    @Override
    public PageRaster draw(int page, int dpi) throws IOException {
        RgbImage image = orientation.apply(Pixels.onWhite(decode()));
        return new PageRaster(image, new PageDimensions(image.width(), image.height(), DPI));
    }

    @Override
    public List<String> hyperlinks(int page) {
        return List.of();
    }

    @Override
    public String textLayer(int page) {
        return "";
    }

    @Override
    public void close() {}

    private BufferedImage decode() throws IOException {
        try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
            ImageReader reader = reader(kind, in);
            AtomicBoolean cutOff = new AtomicBoolean();
            reader.addIIOReadWarningListener((source, warning) -> {
                if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                    cutOff.set(true);
                }
            });
            try {
                if (kind == DocumentKind.JPEG && !reader.getImageTypes(0).hasNext()) {
                    return decodeCmyk();
                }
                BufferedImage image = reader.read(0);
                if (cutOff.get()) {
                    throw new PageFaultException(PageFault.UNDRAWABLE);
                }
                return image;
            } finally {
                reader.dispose();
            }
        }
    }

    /** The PDF library knows the ways of four-colour JPEGs, Java's reader does not. */
    private BufferedImage decodeCmyk() throws IOException {
        try (PDDocument pdf = new PDDocument();
                FileInputStream in = new FileInputStream(file.toFile())) {
            return JPEGFactory.createFromStream(pdf, in).getImage();
        }
    }

    private static ImageReader reader(DocumentKind kind, FileImageInputStream in) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(kind.name()).next();
        reader.setInput(in, true, true);
        return reader;
    }
}
