package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.LocalStack;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of every format over HTTP; Pillow wrote the pictures. */
@ExtendWith(SharedStack.class)
class FormatsIT {
    private static final float LEADING = 16;
    private static final float MARGIN = 72;

    private final LocalStack stack;
    private final RectoClient client;
    private final ObjectMapper json = new ObjectMapper();

    FormatsIT(LocalStack stack, RectoClient client) {
        this.stack = stack;
        this.client = client;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.png",
                "plain.jpeg",
                "plain.bmp",
                "still.gif",
                "lossy.webp",
                "lossless.webp",
                "boxed.jp2",
                "bare.j2k",
                "group3.tiff",
                "group4.tiff",
                "lzw.tiff",
                "jpeg.tiff",
                "deep.tiff",
                "inks.tiff"
            })
    void aPictureIsRead(String name) throws Exception {
        JsonNode answer = read(picture(name), request -> request);
        assertThat(answer.at("/pages")).hasSize(1);
        assertThat(answer.at("/pages/0/markdown").asText())
                .isEqualToNormalizingWhitespace("The harbour library opens at nine every morning but Sunday.");
    }

    @Test
    void everyPictureOfATiffIsAPage() throws Exception {
        JsonNode answer = read(picture("pages.tiff"), request -> request);
        assertThat(answer.at("/pages").findValuesAsText("markdown"))
                .containsExactly("The first page of three,", "the second page of three,", "and the last page of all.");
    }

    @Test
    void anAttachmentIsSaidAndNotRead() throws Exception {
        byte[] document;
        try (PDDocument pdf = new PDDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            page(pdf, "See the figures that are attached.");
            PDComplexFileSpecification figures = new PDComplexFileSpecification();
            figures.setFile("figures.csv");
            figures.setEmbeddedFile(new PDEmbeddedFile(
                    pdf, new ByteArrayInputStream("year;visitors".getBytes(StandardCharsets.UTF_8))));
            PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
            files.setNames(Map.of("figures.csv", figures));
            PDDocumentNameDictionary names = new PDDocumentNameDictionary(pdf.getDocumentCatalog());
            names.setEmbeddedFiles(files);
            pdf.getDocumentCatalog().setNames(names);
            pdf.save(bytes);
            document = bytes.toByteArray();
        }
        JsonNode answer = read(document, request -> request);
        assertThat(answer.at("/usage_info/applied_settings/document_flags").toString())
                .isEqualTo("[\"attachments\"]");
        assertThat(answer.at("/pages/0/markdown").asText()).isEqualTo("See the figures that are attached.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"heic", "mif1"})
    void heicIsRefusedByItsName(String brand) throws Exception {
        byte[] photo = ("\0\0\0\30ftyp" + brand + "\0\0\0\0mif1heic").getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<String> refused =
                client.post("/v1/ocr", TesseractRequest.of(photo).toString());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json.readTree(refused.body()).at("/code").asText()).isEqualTo("unsupported_format");
        assertThat(json.readTree(refused.body()).at("/message").asText()).contains("HEIC is not read");
    }

    @Test
    void headersAndFootersOfAllPagesAreMovedOutOfTheText() throws Exception {
        byte[] document;
        try (PDDocument pdf = new PDDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            for (int page = 1; page <= 3; page++) {
                framed(pdf, page);
            }
            pdf.save(bytes);
            document = bytes.toByteArray();
        }

        JsonNode apart =
                read(document, request -> request.put("extract_header", true).put("extract_footer", true));
        JsonNode within = read(document, request -> request);

        for (int page = 0; page < 3; page++) {
            JsonNode moved = apart.at("/pages/" + page);
            assertThat(moved.at("/header").asText()).isEqualTo("Harbour Library Quarterly");
            assertThat(moved.at("/footer").asText()).isEqualTo("Page " + (page + 1) + " of 3");
            assertThat(moved.at("/markdown").asText())
                    .contains("what chapter " + (page + 1) + " says")
                    .doesNotContain("Quarterly", " of 3");
            assertThat(within.at("/pages/" + page + "/markdown").asText())
                    .startsWith("Harbour Library Quarterly")
                    .endsWith("Page " + (page + 1) + " of 3");
            assertThat(within.at("/pages/" + page + "/header").asText("")).isEmpty();
        }
    }

    private static void framed(PDDocument pdf, int number) throws IOException {
        String[] lines = new String[24];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = i % 6 == 0
                    ? "Of the lines on this page the next is what chapter " + number + " says of the house,"
                    : "and whoever came in winter found a lamp and a quiet table by the window.";
        }
        PDPage page = page(pdf, lines);
        try (PDPageContentStream content =
                new PDPageContentStream(pdf, page, PDPageContentStream.AppendMode.APPEND, true, true)) {
            write(content, 9, MARGIN, 805, "Harbour Library Quarterly");
            write(content, 9, 270, 36, "Page " + number + " of 3");
        }
    }

    private static PDPage page(PDDocument pdf, String... lines) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        pdf.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
            write(content, 12, MARGIN, 740, lines);
        }
        return page;
    }

    private static void write(PDPageContentStream content, float size, float x, float y, String... lines)
            throws IOException {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), size);
        content.setLeading(LEADING);
        content.newLineAtOffset(x, y);
        for (String line : lines) {
            content.showText(line);
            content.newLine();
        }
        content.endText();
    }

    private JsonNode read(byte[] document, UnaryOperator<ObjectNode> options) throws Exception {
        stack.awaitReady();
        HttpResponse<String> answer = client.post(
                "/v1/ocr", options.apply(TesseractRequest.of(document)).toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private static byte[] picture(String name) throws IOException {
        try (InputStream file = FormatsIT.class.getResourceAsStream("/formats/" + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        }
    }
}
