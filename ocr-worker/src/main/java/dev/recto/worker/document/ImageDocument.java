package dev.recto.worker.document;

import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentKind;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageFault;
import dev.recto.model.PageSize;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

/** A picture: one page of its own size. Of one that moves, its beginning. */
final class ImageDocument implements OpenDocument {
    /** What is said of a picture's resolution: what files claim of it is too often wrong. */
    static final int DPI = 72;

    private final DocumentKind kind;
    private final Path file;
    private final Orientation orientation;
    private final PageSize size;

    private ImageDocument(DocumentKind kind, Path file, Orientation orientation, int width, int height) {
        this.kind = kind;
        this.file = file;
        this.orientation = orientation;
        this.size = orientation.swapsSides() ? new PageSize(height, width) : new PageSize(width, height);
    }

    /** Reads the header only. */
    static ImageDocument open(DocumentKind kind, Path file, DocumentLimits limits) throws DocumentFaultException {
        checkHeader(kind, file, limits);
        try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
            ImageReader reader = PictureReaders.open(kind, in);
            try {
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if ((long) width * height > limits.maxPixels()) {
                    throw new DocumentFaultException(DocumentFault.TOO_LARGE);
                }
                return new ImageDocument(kind, file, Exif.orientation(kind, file), width, height);
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
        RgbImage image = orientation.apply(decode());
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

    private RgbImage decode() throws IOException {
        try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
            ImageReader reader = PictureReaders.open(kind, in);
            AtomicBoolean cutOff = new AtomicBoolean();
            reader.addIIOReadWarningListener((source, warning) -> {
                if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                    cutOff.set(true);
                }
            });
            try {
                RgbImage image = read(reader);
                if (cutOff.get()) {
                    throw new PageFaultException(PageFault.UNDRAWABLE);
                }
                return image;
            } finally {
                reader.dispose();
            }
        }
    }

    /** Of four colours Java's reader would make transparency. */
    private RgbImage read(ImageReader reader) throws IOException {
        Optional<CmykJpeg.Coding> inks = kind == DocumentKind.JPEG ? CmykJpeg.coding(file) : Optional.empty();
        return inks.isPresent() ? CmykJpeg.read(reader, inks.get()) : Pixels.onWhite(reader.read(0));
    }

    /** What sets memory aside for the size that a header claims must not get to see it first. */
    private static void checkHeader(DocumentKind kind, Path file, DocumentLimits limits) throws DocumentFaultException {
        if (kind != DocumentKind.JPEG2000) {
            return;
        }
        try (var in = Files.newInputStream(file)) {
            PictureHeader.check(in, true, limits);
        } catch (PageFaultException tooLarge) {
            throw new DocumentFaultException(DocumentFault.TOO_LARGE, tooLarge);
        } catch (IOException e) {
            throw new DocumentFaultException(DocumentFault.INVALID, e);
        }
    }
}
