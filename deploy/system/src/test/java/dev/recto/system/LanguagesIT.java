package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.LocalStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Documents in other languages than English, read by Tesseract over HTTP. */
@ExtendWith(SharedStack.class)
class LanguagesIT {
    private static final List<String> GERMAN = List.of(
            "Die Bücherei am Hafen öffnet jeden Morgen um neun,",
            "und im Winter steht auf jedem Tisch eine Lampe.",
            "Wer eine Karte entleihen möchte, muss seine Anschrift",
            "bei der Frau am Tresen hinterlassen.");
    private static final List<String> ENGLISH = List.of(
            "The library by the harbour opens every morning at nine,",
            "and in winter there is a lamp on every table.",
            "Whoever wants to borrow a map must leave an address",
            "with the woman at the desk.");

    private final LocalStack stack;
    private final RectoClient client;
    private final ObjectMapper json = new ObjectMapper();

    LanguagesIT(LocalStack stack, RectoClient client) {
        this.stack = stack;
        this.client = client;
    }

    @Test
    void areFoundPageByPage() throws Exception {
        stack.awaitReady();

        JsonNode answer = read(pdf(GERMAN, ENGLISH), null);

        assertThat(answer.at("/usage_info/applied_settings/languages").toString())
                .isEqualTo("{\"0\":\"deu\",\"1\":\"eng\"}");
        assertThat(answer.at("/pages/0/markdown").asText()).isEqualToNormalizingWhitespace(String.join(" ", GERMAN));
        assertThat(answer.at("/pages/1/markdown").asText()).isEqualToNormalizingWhitespace(String.join(" ", ENGLISH));
    }

    @Test
    void areTakenAsTheyAreNamed() throws Exception {
        stack.awaitReady();

        JsonNode answer = read(pdf(GERMAN), "en");

        assertThat(answer.at("/usage_info/applied_settings/languages/0").asText())
                .isEqualTo("eng");
        assertThat(answer.at("/pages/0/markdown").asText()).doesNotContain("Bücherei");
    }

    @Test
    void thatAreNotThereAreRefused() throws Exception {
        stack.awaitReady();

        JsonNode answer = read(pdf(GERMAN), "ja");

        assertThat(answer.at("/code").asText()).isEqualTo("language_not_offered");
        assertThat(answer.at("/message").asText()).contains("eng, deu, fra, spa, ita, nld, por");
    }

    private JsonNode read(byte[] document, @Nullable String languages) throws Exception {
        ObjectNode request = TesseractRequest.of(document).put("languages", languages);
        return json.readTree(client.post("/v1/ocr", request.toString()).body());
    }

    @SafeVarargs
    private static byte[] pdf(List<String>... pages) throws IOException {
        try (PDDocument pdf = new PDDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            for (List<String> lines : pages) {
                PDPage page = new PDPage();
                pdf.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.setLeading(16);
                    content.newLineAtOffset(72, 600);
                    for (String line : lines) {
                        content.showText(line);
                        content.newLine();
                    }
                    content.endText();
                }
            }
            pdf.save(bytes);
            return bytes.toByteArray();
        }
    }
}
