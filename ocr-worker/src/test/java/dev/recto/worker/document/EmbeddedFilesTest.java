package dev.recto.worker.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.PageFlag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFileAttachment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a PDF carries beside its pages is noticed on each of them, and never in the way. */
@Timeout(60)
class EmbeddedFilesTest {
    @TempDir
    private Path directory;

    @Test
    void aDocumentOfPagesHasNone() throws Exception {
        assertThat(unread(SamplePdf.of("Only a page"), 0)).isEmpty();
    }

    @Test
    void anEmbeddedFileIsNoticedOnAllPages() throws Exception {
        byte[] file = pdf(pdf -> {
            PDEmbeddedFilesNameTreeNode leaf = new PDEmbeddedFilesNameTreeNode();
            leaf.setNames(Map.of("a.txt", specification(pdf)));
            PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
            tree.setKids(List.of(leaf));
            names(pdf).setEmbeddedFiles(tree);
        });
        assertThat(unread(file, 0)).containsExactly(PageFlag.ATTACHMENTS);
        assertThat(unread(file, 1)).containsExactly(PageFlag.ATTACHMENTS);
    }

    @Test
    void aPortfolioIsOneWithOrWithoutFiles() throws Exception {
        byte[] file = pdf(pdf ->
                pdf.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("Collection"), new COSDictionary()));
        assertThat(unread(file, 0)).containsExactly(PageFlag.PORTFOLIO);
    }

    @Test
    void aFileThatIsPinnedToAPageIsNoticedThere() throws Exception {
        byte[] file = pdf(pdf -> {
            PDAnnotationFileAttachment pin = new PDAnnotationFileAttachment();
            pin.setFile(specification(pdf));
            pin.setRectangle(new PDRectangle(10, 10, 20, 20));
            pdf.getPage(1).getAnnotations().add(pin);
        });
        assertThat(unread(file, 0)).isEmpty();
        assertThat(unread(file, 1)).containsExactly(PageFlag.ATTACHMENTS);
    }

    @Test
    void aTreeThatIsACircleEnds() throws Exception {
        byte[] file = pdf(pdf -> {
            COSDictionary tree = new COSDictionary();
            COSDictionary kid = new COSDictionary();
            COSArray kids = new COSArray();
            kids.add(kid);
            kids.add(new COSString("no node"));
            tree.setItem(COSName.KIDS, kids);
            kid.setItem(COSName.KIDS, kids);
            names(pdf).getCOSObject().setItem(COSName.EMBEDDED_FILES, tree);
        });
        assertThat(unread(file, 0)).isEmpty();
    }

    @Test
    void nonsenseIsNoFile() throws Exception {
        byte[] file = pdf(pdf -> {
            pdf.getDocumentCatalog().getCOSObject().setItem(COSName.NAMES, new COSString("none"));
            pdf.getPage(0).getCOSObject().setItem(COSName.ANNOTS, new COSString("none"));
        });
        assertThat(unread(file, 0)).isEmpty();
    }

    private Set<PageFlag> unread(byte[] file, int page) throws Exception {
        try (OpenedDocuments documents = new OpenedDocuments(directory, Duration.ofSeconds(20))) {
            documents.probe(file);
            return documents.unread(page);
        }
    }

    private interface Change {
        void make(PDDocument pdf) throws IOException;
    }

    private static byte[] pdf(Change change) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            pdf.addPage(new PDPage());
            change.make(pdf);
            return SamplePdf.bytes(pdf);
        }
    }

    private static PDDocumentNameDictionary names(PDDocument pdf) {
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(pdf.getDocumentCatalog());
        pdf.getDocumentCatalog().setNames(names);
        return names;
    }

    private static PDComplexFileSpecification specification(PDDocument pdf) throws IOException {
        PDComplexFileSpecification specification = new PDComplexFileSpecification();
        specification.setFile("a.txt");
        specification.setEmbeddedFile(new PDEmbeddedFile(pdf, new ByteArrayInputStream("text".getBytes(ISO_8859_1))));
        return specification;
    }
}
