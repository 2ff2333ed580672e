package dev.recto.worker.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentKind;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageFault;
import dev.recto.worker.memory.HeapBudget;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.workspace.WorkDirectory;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a file does, the answer is typed and comes within seconds. */
@Timeout(30)
class HostileFilesTest {
    private static final String KEY = "key";

    /** Of the colours of a PNG. */
    private static final int PALETTE = 3;

    @TempDir
    Path directory;

    private final FakeStore store = new FakeStore();
    private Documents documents;

    @BeforeEach
    void open() throws IOException {
        documents = new Documents(
                new DocumentCache(store, WorkDirectory.claim(directory, "recto-documents"), 10_000_000, 20_000_000, 2),
                new Guard(2, 2, () -> {}),
                new DocumentLimits(10, 20_000_000, 72, 32 << 20),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                HeapBudget.ofThisProcess(Duration.ZERO));
    }

    @AfterEach
    void close() {
        documents.close();
        assertThat(directory).isDirectoryNotContaining(Files::isDirectory);
    }

    @Test
    void empty() {
        assertRefused(new byte[0], DocumentFault.EMPTY);
    }

    @Test
    void noDocument() {
        assertRefused("ftyp and so on".getBytes(ISO_8859_1), DocumentFault.UNSUPPORTED_FORMAT);
    }

    @Test
    void tooManyBytes() {
        assertRefused(new byte[10_000_001], DocumentFault.TOO_LARGE);
    }

    @Test
    void gone() {
        assertThatExceptionOfType(DocumentFaultException.class)
                .isThrownBy(() -> documents.probe(new StoredDocument("other", null)))
                .matches(e -> e.fault() == DocumentFault.GONE);
        assertThatExceptionOfType(PageFaultException.class)
                .isThrownBy(() -> documents.page(new StoredDocument("other", null), 0))
                .matches(e -> e.fault() == PageFault.GONE);
    }

    @Test
    void onlyAHeader() {
        assertRefused("%PDF-1.7\n".getBytes(ISO_8859_1), DocumentFault.INVALID);
    }

    @Test
    void garbageWithAHeader() {
        byte[] garbage = new byte[5000];
        Arrays.fill(garbage, (byte) 'x');
        System.arraycopy("%PDF-1.4\n".getBytes(ISO_8859_1), 0, garbage, 0, 9);
        assertRefused(garbage, DocumentFault.INVALID);
    }

    /** The index says so, whose entries have no bytes. */
    @Test
    void aFileOfVeryManyObjects() {
        String body = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n";
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(body.getBytes(ISO_8859_1));
        file.writeBytes("9 0 obj\n".getBytes(ISO_8859_1));
        file.writeBytes(
                RawPdf.deflated("/Type /XRef /Size 2000000000 /Root 1 0 R /Index [0 2000000000] /W [0 0 0]", "\1", 1));
        file.writeBytes(("\nendobj\nstartxref\n" + body.length() + "\n%%EOF\n").getBytes(ISO_8859_1));
        store(file.toByteArray());
        assertThatExceptionOfType(DocumentFaultException.class)
                .isThrownBy(() -> documents.probe(new StoredDocument(KEY, null)))
                .withCauseInstanceOf(PageFaultException.class);
    }

    @Test
    void encrypted() throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            pdf.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            assertRefused(SamplePdf.bytes(pdf), DocumentFault.ENCRYPTED);
        }
    }

    @Test
    void encryptedWithoutAPasswordToOpenItIsRead() throws Exception {
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            pdf.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
            store(SamplePdf.bytes(pdf));
        }
        assertThat(documents.probe(new StoredDocument(KEY, null)).pages()).hasSize(1);
    }

    @Test
    void withoutPages() throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            assertRefused(SamplePdf.bytes(pdf), DocumentFault.EMPTY);
        }
    }

    @Test
    void tooManyPages() throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            for (int i = 0; i < 11; i++) {
                pdf.addPage(new PDPage());
            }
            assertRefused(SamplePdf.bytes(pdf), DocumentFault.TOO_MANY_PAGES);
        }
    }

    @Test
    void aHugePageIsCountedButNotDrawn() throws Exception {
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage(new PDRectangle(5_000_000, 5_000_000)));
            store(SamplePdf.bytes(pdf));
        }
        assertThat(documents.probe(new StoredDocument(KEY, null)).pages()).hasSize(1);
        assertUndrawable();
    }

    @Test
    void aLargePageIsDrawnCoarser() throws Exception {
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage(new PDRectangle(2384, 3370)));
            store(SamplePdf.bytes(pdf));
        }
        try (DocumentPage page = documents.page(new StoredDocument(KEY, null), 0)) {
            assertThat(page.draw(300).dimensions().dpi()).isEqualTo(113);
        }
    }

    @Test
    void pageTreeThatContainsItself() {
        assertRefusedOrUndrawable(pdf("<< /Type /Pages /Kids [2 0 R] /Count 1 >>", "<< >>", ""));
    }

    @Test
    void formThatDrawsItself() throws Exception {
        store(pdf(
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R"
                        + " /Resources << /XObject << /F 5 0 R >> >> >>",
                "/F Do",
                stream(
                        "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /F 5 0 R >> >>",
                        "/F Do")));
        assertThat(documents.probe(new StoredDocument(KEY, null)).kind()).isEqualTo(DocumentKind.PDF);
        drawWhateverComes();
    }

    @Test
    void arraysInArrays() throws Exception {
        store(pdf(
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R >>",
                "[".repeat(200_000) + "]".repeat(200_000) + " 0 d"));
        assertThat(documents.probe(new StoredDocument(KEY, null)).pages()).hasSize(1);
        drawWhateverComes();
    }

    @Test
    void pictureOfTooManyPixels() throws Exception {
        store(pdf(
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R"
                        + " /Resources << /XObject << /I 5 0 R >> >> >>",
                "q 50 0 0 50 0 0 cm /I Do Q",
                stream(
                        "/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB",
                        "x")));
        assertUndrawable();
    }

    @Test
    void anImageFileOfTooManyPixels() throws IOException {
        assertRefused(png(40_000, 40_000, 2, new byte[10]), DocumentFault.TOO_LARGE);
    }

    /** Whole files, gray ones and such of a palette, of as many pixels as are allowed: rows are unpacked to numbers, and resized. */
    @ParameterizedTest
    @CsvSource({"20000000, 1, 0", "1, 20000000, 0", "20000000, 1, 3", "1, 20000000, 3"})
    void anImageFileOfNoWidth(int width, int height, int colours) throws IOException {
        assertRefused(png(width, height, colours, new byte[(width + 1) * height]), DocumentFault.TOO_LARGE);
    }

    @Test
    void aLongReceiptIsDrawn() throws Exception {
        store(png(300, 60_000, 0, new byte[301 * 60_000]));
        try (DocumentPage page = documents.page(new StoredDocument(KEY, null), 0)) {
            assertThat(page.draw(300).dimensions()).isEqualTo(new PageDimensions(300, 60_000, 72));
        }
    }

    @Test
    void aTruncatedPng() throws Exception {
        byte[] whole = TestImages.png(TestImages.noise(300, 200));
        store(Arrays.copyOf(whole, whole.length / 2));
        assertThat(documents.probe(new StoredDocument(KEY, null)).kind()).isEqualTo(DocumentKind.PNG);
        assertUndrawable();
    }

    @Test
    void aTruncatedJpeg() throws Exception {
        byte[] whole = TestImages.jpeg(TestImages.noise(300, 200));
        store(Arrays.copyOf(whole, whole.length / 2));
        assertUndrawable();
    }

    private void assertRefused(byte[] file, DocumentFault fault) {
        store(file);
        assertThatExceptionOfType(DocumentFaultException.class)
                .isThrownBy(() -> documents.probe(new StoredDocument(KEY, null)))
                .matches(e -> e.fault() == fault, fault.name());
    }

    private void assertUndrawable() throws Exception {
        try (DocumentPage page = documents.page(new StoredDocument(KEY, null), 0)) {
            assertThatExceptionOfType(PageFaultException.class)
                    .isThrownBy(() -> page.draw(100))
                    .matches(e -> e.fault() == PageFault.UNDRAWABLE);
        }
    }

    private void assertRefusedOrUndrawable(byte[] file) {
        store(file);
        try {
            documents.probe(new StoredDocument(KEY, null));
            assertUndrawable();
        } catch (DocumentFaultException e) {
            assertThat(e.fault()).isIn(DocumentFault.INVALID, DocumentFault.EMPTY);
        } catch (PageFaultException e) {
            assertThat(e.fault()).isEqualTo(PageFault.UNDRAWABLE);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The damage may be passed over or not; but an answer there is, and the next document is read. */
    private void drawWhateverComes() throws Exception {
        try (DocumentPage page = documents.page(new StoredDocument(KEY, null), 0)) {
            page.draw(72);
        } catch (PageFaultException e) {
            assertThat(e.fault()).isEqualTo(PageFault.UNDRAWABLE);
        }
        store.put("good", "", SamplePdf.of("good"));
        assertThat(documents.probe(new StoredDocument("good", null)).pages()).hasSize(1);
    }

    private void store(byte[] file) {
        store.put(KEY, "", file).toCompletableFuture().join();
    }

    /** Objects: 1 catalog, 2 pages, 3 page, 4 contents, 5 and on: further ones; without a cross-reference table. */
    private static byte[] pdf(String pages, String page, String contents, String... further) {
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
        String[] objects = {pages, page, stream("", contents)};
        int number = 2;
        for (String object : objects) {
            pdf.append(number++).append(" 0 obj\n").append(object).append("\nendobj\n");
        }
        for (String object : further) {
            pdf.append(number++).append(" 0 obj\n").append(object).append("\nendobj\n");
        }
        return pdf.append("trailer\n<< /Root 1 0 R >>\n%%EOF\n").toString().getBytes(ISO_8859_1);
    }

    private static String stream(String dictionary, String content) {
        return "<< " + dictionary + " /Length " + content.length() + " >>\nstream\n" + content + "\nendstream";
    }

    private static byte[] png(int width, int height, int colours, byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, (byte) colours, 0, 0, 0});
        chunk(out, "IHDR", header.toByteArray());
        if (colours == PALETTE) {
            chunk(out, "PLTE", new byte[3 * 256]);
        }
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(deflated)) {
            deflater.write(data);
        }
        chunk(out, "IDAT", deflated.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
