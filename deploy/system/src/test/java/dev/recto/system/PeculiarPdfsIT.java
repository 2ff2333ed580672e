package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recto.local.bench.TextPdf;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.LocalStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PDFs that are more, or less, than pages to be drawn. */
@ExtendWith(SharedStack.class)
class PeculiarPdfsIT {
    private static final String PASSWORD = "opensesame4711";

    private final LocalStack stack;
    private final RectoClient client;
    private final ObjectMapper json = new ObjectMapper();

    PeculiarPdfsIT(LocalStack stack, RectoClient client) {
        this.stack = stack;
        this.client = client;
    }

    @Test
    void thatAreEncryptedAreReadWithThePasswordOnly() throws Exception {
        stack.awaitReady();
        byte[] onePage = locked(1);
        byte[] threePages = locked(3);

        assertThat(read(onePage, PASSWORD).at("/pages/0/markdown").asText()).contains("Behind the lock 0");
        JsonNode pages = read(threePages, PASSWORD).at("/pages");
        assertThat(pages).hasSize(3);
        assertThat(pages.at("/2/markdown").asText()).contains("Behind the lock 2");
        assertThat(read(threePages, (String) null).at("/code").asText()).isEqualTo("encrypted_document");
        assertThat(read(threePages, "another").at("/code").asText()).isEqualTo("wrong_password");
        try (Stream<Path> logs = Files.list(stack.data().resolve("logs"))) {
            assertThat(logs.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(log -> assertThat(Files.readString(log)).doesNotContain(PASSWORD));
        }
    }

    @Test
    void whoseLinksAreLongerThanAMessageAreReadWithoutThem() throws Exception {
        stack.awaitReady();
        byte[] linked;
        try (PDDocument pdf = Loader.loadPDF(TextPdf.of(1, page -> "See there"));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            PDPage page = pdf.getPage(0);
            page.setAnnotations(
                    List.of(link("https://example.org/" + "a".repeat(12_000_000)), link("https://example.org/there")));
            pdf.save(bytes);
            linked = bytes.toByteArray();
        }

        JsonNode page = read(linked, (String) null).at("/pages/0");

        assertThat(page.at("/markdown").asText()).contains("See there");
        assertThat(page.at("/hyperlinks").toString()).isEqualTo("[\"https://example.org/there\"]");
    }

    private static PDAnnotationLink link(String address) {
        PDActionURI action = new PDActionURI();
        action.setURI(address);
        PDAnnotationLink link = new PDAnnotationLink();
        link.setRectangle(new PDRectangle(10, 10, 50, 50));
        link.setAction(action);
        return link;
    }

    @Test
    void thatHaveFilesInThemSaySo() throws Exception {
        stack.awaitReady();
        byte[] portfolio;
        try (PDDocument pdf = Loader.loadPDF(TextPdf.of(2, page -> "Cover sheet"));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            pdf.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("Collection"), new COSDictionary());
            pdf.save(bytes);
            portfolio = bytes.toByteArray();
        }

        JsonNode answer = read(portfolio, (String) null);

        assertThat(answer.at("/pages")).hasSize(2);
        assertThat(answer.at("/usage_info/applied_settings/document_flags").toString())
                .isEqualTo("[\"portfolio\"]");
        assertThat(answer.at("/usage_info/applied_settings/page_flags").isMissingNode())
                .isTrue();
    }

    @Test
    void whoseTextLayerLiesAreReadFromTheirPixelsAndSaidToLie() throws Exception {
        stack.awaitReady();
        byte[] honest = TextPdf.of(1, page -> "What is shown is what is claimed");
        byte[] lying;
        try (PDDocument pdf = Loader.loadPDF(honest);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            try (PDPageContentStream content =
                    new PDPageContentStream(pdf, pdf.getPage(0), PDPageContentStream.AppendMode.APPEND, true, true)) {
                content.beginText();
                content.setRenderingMode(RenderingMode.NEITHER);
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(50, 300);
                content.showText("Nobody sees these words");
                content.endText();
            }
            pdf.save(bytes);
            lying = bytes.toByteArray();
        }

        JsonNode told = read(lying, (String) null);
        JsonNode checked = read(lying, request -> request.put("text_layer", "checked"));
        JsonNode taken = read(honest, request -> request.put("text_layer", "checked"));

        for (JsonNode answer : new JsonNode[] {told, checked}) {
            assertThat(answer.at("/pages/0/markdown").asText()).isEqualTo("What is shown is what is claimed");
            assertThat(answer.at("/usage_info/applied_settings/page_flags/0").toString())
                    .isEqualTo("[\"text_layer_mismatch\"]");
            assertThat(answer.at("/usage_info/applied_settings/text_layer_mismatch/0")
                            .asDouble())
                    .isBetween(0.2, 0.35);
        }
        assertThat(taken.at("/pages/0/markdown").asText()).isEqualTo("What is shown is what is claimed");
        assertThat(taken.at("/usage_info/applied_settings/page_flags/0").toString())
                .isEqualTo("[\"text_layer\"]");
    }

    private JsonNode read(byte[] document, @Nullable String password) throws Exception {
        return read(document, request -> request.put("document_password", password));
    }

    private JsonNode read(byte[] document, Consumer<ObjectNode> options) throws Exception {
        ObjectNode request = TesseractRequest.of(document);
        options.accept(request);
        HttpResponse<String> response = client.post("/v1/ocr", request.toString());
        return json.readTree(response.body());
    }

    private static byte[] locked(int pages) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(TextPdf.of(pages, page -> "Behind the lock " + page));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", PASSWORD, new AccessPermission());
            policy.setEncryptionKeyLength(256);
            pdf.protect(policy);
            pdf.save(bytes);
            return bytes.toByteArray();
        }
    }
}
