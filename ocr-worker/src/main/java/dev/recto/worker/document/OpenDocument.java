package dev.recto.worker.document;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageFlag;
import dev.recto.model.PageSize;
import dev.recto.model.PageText;
import dev.recto.worker.reader.PageRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** A document in the hands of one thread at a time. Everything that reads it may throw anything if the file is hostile. */
sealed interface OpenDocument extends AutoCloseable permits PdfDocument, ImageDocument {
    DocumentKind kind();

    /** Size of every page as shown, in order. */
    List<PageSize> pageSizes();

    PageSize pageSize(int page);

    /** For each page a digest of all that a reading of it depends on, empty where there is none; nothing at all where pages have none. */
    List<String> contents();

    PageRaster draw(int page, int dpi) throws IOException;

    /** Targets of the page's links. */
    List<String> hyperlinks(int page) throws IOException;

    /** What there is in the document beside its pages, and on this one as a mere icon. */
    Set<PageFlag> unread(int page) throws IOException;

    /** The text that the author put beneath the page, empty if there is none. */
    ClaimedText textLayer(int page) throws IOException;

    /**
     * Writes a PDF of the whole document to a file; the document is of no use after that. Where a page has hardly any text, what was read is put
     * beneath it, unseen.
     *
     * @param texts of pages that were read, in their order; one of a page that the document does not have is left out
     */
    void copy(Iterator<PageText> texts, Path target) throws IOException;

    @Override
    void close();
}
