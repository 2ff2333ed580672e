package dev.recto.worker.document;

import static dev.recto.worker.document.RawPdf.object;
import static dev.recto.worker.document.RawPdf.stream;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recto.model.DocumentFault;
import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a damaged PDF the pages that are there are read; one that is not is a fault and not a blank page. */
@Timeout(60)
class DamagedPdfTest {
    private static final int PAGES = 20;

    @TempDir
    Path directory;

    private OpenedDocuments documents;

    @BeforeEach
    void open() throws IOException {
        documents = new OpenedDocuments(directory, Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        documents.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withoutItsEndItIsWhole(boolean compressed) throws Exception {
        byte[] file = pages(compressed);
        assertThat(documents.probe(Arrays.copyOf(file, file.length - 30)).pages())
                .hasSize(PAGES);
        assertThat(documents.textLayer(PAGES - 1)).isEqualToIgnoringWhitespace("page 19");
    }

    @Test
    void cutInHalfItHasThePagesThatAreLeft() throws Exception {
        byte[] file = pages(false);
        int pages =
                documents.probe(Arrays.copyOf(file, file.length / 2)).pages().size();
        assertThat(pages).isPositive();
        assertThat(documents.textLayer(0)).isEqualToIgnoringWhitespace("page 0");
    }

    @Test
    void aPageWhoseContentIsCutOffIsUndrawable() throws Exception {
        byte[] file = pages(false);
        int pages =
                documents.probe(Arrays.copyOf(file, file.length / 4)).pages().size();
        assertThatExceptionOfType(PageFaultException.class)
                .isThrownBy(() -> documents.draw(pages - 1))
                .matches(e -> e.fault() == PageFault.UNDRAWABLE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5})
    void withoutAnyPageItIsInvalid(double share) throws IOException {
        byte[] file = pages(true);
        assertInvalid(Arrays.copyOf(file, (int) (file.length * share)));
    }

    @Test
    void aPageTreeOfPagesThatAreLostIsInvalid() {
        assertInvalid(RawPdf.of(
                object("<< /Type /Catalog /Pages 2 0 R >>"),
                object("<< /Type /Pages /Kids [7 0 R 8 0 R] /Count 2 >>"),
                object("<< >>"),
                stream("", "")));
    }

    @Test
    void pagesWithoutACatalogAreFound() throws Exception {
        String file =
                "%PDF-1.4\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 72 72] /Contents 4 0 R >>\nendobj\n"
                        + "4 0 obj\n<< /Length 14 >>\nstream\n0 0 72 72 re f\nendstream\nendobj\n"
                        + "5 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 36 36] >>\nendobj\n2 0 obj\n<< /Type /Pa";
        assertThat(documents.probe(file.getBytes(ISO_8859_1)).pages()).hasSize(2);
        assertThat(documents.draw(0).image().rgb()[0]).isZero();
        assertThat(documents.draw(1).dimensions().width()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void garbageAroundItIsPassedOver(boolean compressed) throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("GET / HTTP/1.1\r\n".repeat(20).getBytes(ISO_8859_1));
        file.writeBytes(pages(compressed));
        file.writeBytes(new byte[50_000]);
        assertThat(documents.probe(file.toByteArray()).pages()).hasSize(PAGES);
        assertThat(documents.textLayer(7)).isEqualToIgnoringWhitespace("page 7");
    }

    @Test
    void tablesThatFollowEachOtherInACircleEnd() throws Exception {
        byte[] whole = pages(false);
        String file = new String(whole, ISO_8859_1);
        int table = file.lastIndexOf("\nxref") + 1;
        String circle = file.replaceFirst("trailer\\s*<<", "trailer\n<< /Prev " + table);
        assertThat(circle).isNotEqualTo(file);
        assertThat(documents.probe(circle.getBytes(ISO_8859_1)).pages()).hasSize(PAGES);
    }

    @Test
    void aMillionPagesThatSayTheyAreOneAreTooMany() {
        byte[] file = RawPdf.of(
                object("<< /Type /Catalog /Pages 2 0 R >>"),
                object("<< /Type /Pages /Count 1 /Kids [" + "3 0 R ".repeat(1_000_000) + "] >>"),
                object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"),
                stream("", ""));
        assertRefused(file, DocumentFault.TOO_MANY_PAGES);
    }

    private void assertInvalid(byte[] file) {
        assertRefused(file, DocumentFault.INVALID);
    }

    private void assertRefused(byte[] file, DocumentFault fault) {
        assertThatExceptionOfType(DocumentFaultException.class)
                .isThrownBy(() -> documents.probe(file))
                .matches(e -> e.fault() == fault, fault.name());
    }

    private static byte[] pages(boolean compressed) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
            for (int i = 0; i < PAGES; i++) {
                PDPage page = new PDPage();
                pdf.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                    content.beginText();
                    content.setFont(font, 12);
                    content.newLineAtOffset(72, 700);
                    content.showText("page " + i);
                    content.endText();
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            pdf.save(bytes, compressed ? CompressParameters.DEFAULT_COMPRESSION : CompressParameters.NO_COMPRESSION);
            return bytes.toByteArray();
        }
    }
}
