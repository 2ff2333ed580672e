package dev.recto.worker.document;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageSize;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.PageRaster;
import dev.recto.worker.reader.PageSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A file of the user's own, for commands: drawn on the caller's thread, with no limit of time. One thread at a time. */
public final class DocumentFile implements AutoCloseable {
    private static final DocumentLimits LIMITS = new DocumentLimits(1000, 50_000_000, 72, 32 << 20);

    private final OpenDocument document;

    private DocumentFile(OpenDocument document) {
        this.document = document;
    }

    public static DocumentFile open(Path file) throws IOException {
        try {
            return new DocumentFile(DocumentOpener.open(file, null, LIMITS));
        } catch (DocumentFaultException e) {
            throw new IOException(e);
        }
    }

    public int pages() {
        return document.pageSizes().size();
    }

    public PageSource page(int index) {
        return new PageSource() {
            @Override
            public DocumentKind kind() {
                return document.kind();
            }

            @Override
            public PageSize size() {
                return document.pageSize(index);
            }

            @Override
            public PageRaster draw(int dpi) {
                try {
                    return document.draw(index, dpi);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void settle(RgbImage picture) {}
        };
    }

    /** What the author of a PDF put beneath the page. */
    public ClaimedText textLayer(int index) throws IOException {
        return document.textLayer(index);
    }

    @Override
    public void close() {
        document.close();
    }
}
