package dev.recto.worker.document;

import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentKind;
import dev.recto.model.DocumentPassword;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageFlag;
import dev.recto.model.PageSize;
import dev.recto.model.PageText;
import dev.recto.worker.reader.PageNotTriedException;
import dev.recto.worker.reader.PageRaster;
import dev.recto.worker.searchable.UnseenText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.DefaultResourceCache;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;

/** A PDF, read from its file piece by piece. */
final class PdfDocument implements OpenDocument {
    /** A page whose box makes no sense; it can be counted but not drawn. */
    private static final PageSize NO_AREA = new PageSize(0, 0);

    /** Of a page, all together; those that there is no room for are left out. More would not fit into a message. */
    private static final int MOST_LETTERS_OF_LINKS = 1 << 19;

    /** Letters, of those that were read on a page. */
    private static final double LEAST_OF_ITS_OWN = 0.5;

    private final PDDocument pdf;
    private final PDFRenderer renderer;
    private final DocumentLimits limits;
    private final OperandMeter meter;

    private PdfDocument(PDDocument pdf, DocumentLimits limits, OperandMeter meter) {
        this.pdf = pdf;
        this.limits = limits;
        this.meter = meter;
        pdf.setResourceCache(new FontsOnlyCache());
        this.renderer = new GuardedRenderer(pdf, limits, meter);
    }

    /** @param password null for none; not asked for where the document opens without */
    static PdfDocument open(Path file, @Nullable DocumentPassword password, DocumentLimits limits)
            throws DocumentFaultException {
        PDDocument pdf = null;
        try {
            OperandMeter meter = new OperandMeter();
            pdf = parse(file, password, limits, meter);
            int pages = pdf.getNumberOfPages();
            meter.operator();
            if (pages == 0) {
                throw new DocumentFaultException(DocumentFault.EMPTY);
            }
            if (pages > limits.maxPages()) {
                throw new DocumentFaultException(DocumentFault.TOO_MANY_PAGES);
            }
            return new PdfDocument(pdf, limits, meter);
        } catch (InvalidPasswordException e) {
            throw new DocumentFaultException(
                    password == null ? DocumentFault.ENCRYPTED : DocumentFault.WRONG_PASSWORD, e);
        } catch (DocumentFaultException | PageNotTriedException e) {
            IOUtils.closeQuietly(pdf);
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            IOUtils.closeQuietly(pdf);
            throw new DocumentFaultException(DocumentFault.INVALID, e);
        }
    }

    private static PDDocument parse(
            Path file, @Nullable DocumentPassword password, DocumentLimits limits, OperandMeter meter)
            throws IOException {
        try {
            return parse(file, "", limits, meter);
        } catch (InvalidPasswordException e) {
            if (password == null) {
                throw e;
            }
            return parse(file, password.value(), limits, meter);
        }
    }

    private static PDDocument parse(Path file, String password, DocumentLimits limits, OperandMeter meter)
            throws IOException {
        RandomAccessRead source = new RandomAccessReadBufferedFile(file.toFile());
        try {
            return new BoundedParser(source, password, ScratchFiles.besides(file), limits, meter).parse();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            IOUtils.closeQuietly(source);
            throw e;
        }
    }

    @Override
    public DocumentKind kind() {
        return DocumentKind.PDF;
    }

    @Override
    public List<PageSize> pageSizes() {
        List<PageSize> sizes = new ArrayList<>();
        for (PDPage page : pdf.getPages()) {
            Interruption.check();
            sizes.add(shownSize(page));
        }
        return sizes;
    }

    @Override
    public PageSize pageSize(int page) {
        return shownSize(pdf.getPage(page));
    }

    @Override
    public List<String> contents() {
        return PdfContents.of(pdf);
    }

    @Override
    public PageRaster draw(int index, int dpi) throws IOException {
        PDPage page = pdf.getPage(index);
        PageSize size = shownSize(page);
        PageContents.check(page, limits);
        Optional<ScannedPage> scan = ScannedPage.of(page, size, meter);
        if (scan.isPresent()) {
            PageDimensions dimensions = limits.dimensions(size, scan.get().dpi(dpi));
            return new PageRaster(scan.get().decode(dimensions, limits), dimensions, SheetResolution.of(dimensions));
        }
        PageDimensions dimensions = limits.dimensions(size, dpi);
        float scale = (float) (scale(size, dimensions) * page.getUserUnit() * (1 + 1e-6));
        var image = renderer.renderImage(index, scale, ImageType.RGB);
        return new PageRaster(Pixels.fit(image, dimensions.width(), dimensions.height()), dimensions, dimensions.dpi());
    }

    /**
     * Pixels of a point. The renderer rounds down, the contract rounds: a pixel too much is drawn and left out. It would be
     * thousands where one side is next to nothing; there the longer one decides.
     */
    private static double scale(PageSize size, PageDimensions dimensions) {
        double across = dimensions.width() / size.width();
        double down = dimensions.height() / size.height();
        double larger = Math.max(across, down);
        double longest = Math.max(size.width(), size.height());
        boolean isExact = larger * longest < Math.max(dimensions.width(), dimensions.height()) + 2;
        return isExact ? larger : size.width() > size.height() ? across : down;
    }

    @Override
    public List<String> hyperlinks(int page) throws IOException {
        Set<String> targets = new LinkedHashSet<>();
        int room = MOST_LETTERS_OF_LINKS;
        for (PDAnnotation annotation : pdf.getPage(page).getAnnotations()) {
            Interruption.check();
            if (annotation instanceof PDAnnotationLink link && link.getAction() instanceof PDActionURI action) {
                String uri = action.getURI();
                if (uri != null && !uri.isBlank() && uri.length() <= room && targets.add(uri)) {
                    room -= uri.length();
                }
            }
        }
        return List.copyOf(targets);
    }

    @Override
    public Set<PageFlag> unread(int page) throws IOException {
        return EmbeddedFiles.flags(pdf.getDocumentCatalog(), pdf.getPage(page));
    }

    @Override
    public ClaimedText textLayer(int page) throws IOException {
        PageContents.check(pdf.getPage(page), limits);
        InterruptibleStripper stripper = new InterruptibleStripper(meter, limits, pdf.getPage(page));
        stripper.setStartPage(page + 1);
        stripper.setEndPage(page + 1);
        stripper.setSortByPosition(true);
        stripper.setLineSeparator("\n");
        stripper.setParagraphEnd("\n\n");
        return stripper.claimed(pdf);
    }

    @Override
    public void copy(Iterator<PageText> texts, Path target) throws IOException {
        UnseenText unseen = new UnseenText(pdf);
        int pages = pdf.getNumberOfPages();
        while (texts.hasNext()) {
            Interruption.check();
            PageText text = texts.next();
            if (text.page() < pages && !saysAsMuch(text)) {
                unseen.put(pdf.getPage(text.page()), text);
            }
        }
        unseen.complete();
        // It opened without a password, so that nobody is shut out who was before
        pdf.setAllSecurityToBeRemoved(true);
        // Compression would first collect all objects, level by level: a small file makes billions of references of
        // that
        try (OutputStream out = InterruptibleOutput.to(target, meter::operator)) {
            pdf.save(out, CompressParameters.NO_COMPRESSION);
        }
    }

    /** Whether the page has text of its own, rather than a stamp or a number on a scan. A layer that can't be read says nothing. */
    private boolean saysAsMuch(PageText text) {
        long read =
                text.pieces().stream().mapToLong(piece -> letters(piece.text())).sum();
        try {
            long said = letters(textLayer(text.page()).text());
            return said > 0 && said >= LEAST_OF_ITS_OWN * read;
        } catch (PageNotTriedException full) {
            throw full;
        } catch (IOException | RuntimeException unreadable) {
            Interruption.check();
            return false;
        }
    }

    private static long letters(String text) {
        return text.codePoints().filter(Character::isLetterOrDigit).count();
    }

    @Override
    public void close() {
        IOUtils.closeQuietly(pdf);
    }

    private static PageSize shownSize(PDPage page) {
        PDRectangle box = page.getCropBox();
        double unit = page.getUserUnit();
        double width = box.getWidth() * unit;
        double height = box.getHeight() * unit;
        if (!(width > 0 && height > 0 && Double.isFinite(width * height))) {
            return NO_AREA;
        }
        boolean sideways = page.getRotation() % 180 != 0;
        return sideways ? new PageSize(height, width) : new PageSize(width, height);
    }

    /** Images and forms are seldom shared between pages, and a thousand pages of them would fill the memory. */
    private static final class FontsOnlyCache extends DefaultResourceCache {
        @Override
        public void put(COSObject indirect, PDXObject object) {}

        /** Asked before a font is read. */
        @Override
        public PDFont getFont(COSObject indirect) {
            FontLimits.check(indirect.getObject());
            return super.getFont(indirect);
        }
    }
}
