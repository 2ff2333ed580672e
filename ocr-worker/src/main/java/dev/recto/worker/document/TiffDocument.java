package dev.recto.worker.document;

import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentKind;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageSize;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.PageRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

/** A TIFF file: a page for each of its pictures, of the picture's own size. */
final class TiffDocument implements OpenDocument {
    private final Path file;
    private final List<TiffPage> pages;

    private TiffDocument(Path file, List<TiffPage> pages) {
        this.file = file;
        this.pages = pages;
    }

    static TiffDocument open(Path file, DocumentLimits limits) throws DocumentFaultException {
        try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
            return new TiffDocument(file, TiffDirectories.pages(in, limits));
        } catch (IOException | RuntimeException e) {
            throw new DocumentFaultException(DocumentFault.INVALID, e);
        }
    }

    @Override
    public DocumentKind kind() {
        return DocumentKind.TIFF;
    }

    @Override
    public List<PageSize> pageSizes() {
        return pages.stream().map(TiffPage::size).toList();
    }

    @Override
    public PageSize pageSize(int page) {
        return pages.get(page).size();
    }

    @Override
    public PageRaster draw(int page, int dpi) throws IOException {
        TiffPage wanted = pages.get(page);
        try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
            ImageReader reader = PictureReaders.open(DocumentKind.TIFF, in);
            try {
                RgbImage image = wanted.orientation().apply(Pixels.onWhite(reader.read(wanted.index())));
                return new PageRaster(image, new PageDimensions(image.width(), image.height(), ImageDocument.DPI));
            } finally {
                reader.dispose();
            }
        }
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
}
