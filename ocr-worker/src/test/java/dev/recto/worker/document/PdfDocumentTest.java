package dev.recto.worker.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfDocumentTest {
    private static final DocumentLimits LIMITS = new DocumentLimits(10, 1_000_000, 72, 32 << 20);

    @TempDir
    Path folder;

    /** What is encrypted without a password is decrypted into a file. */
    @Test
    void whatIsDecryptedLiesBesideTheDocument() throws Exception {
        Path file = folder.resolve("document");
        try (PDDocument pdf = Loader.loadPDF(SamplePdf.of("confidential"))) {
            pdf.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
            Files.write(file, SamplePdf.bytes(pdf));
        }

        try (OpenDocument document = PdfDocument.open(file, null, LIMITS)) {
            document.draw(0, 72);
            assertThat(names()).hasSizeGreaterThan(1);
        }
        assertThat(names()).containsExactly("document");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }
}
