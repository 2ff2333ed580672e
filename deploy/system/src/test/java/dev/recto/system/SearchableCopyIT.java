package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recto.local.client.DocumentFormat;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.LocalStack;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A picture of a page, read by Tesseract over HTTP, and had as a PDF in which its text is found where it stands. */
@ExtendWith(SharedStack.class)
class SearchableCopyIT {
    private static final List<String> UPPER = List.of(
            "The library by the harbour opens every",
            "morning at nine, and in winter there",
            "is a lamp on every table.");
    private static final List<String> LOWER =
            List.of("Whoever wants to borrow a map must", "leave an address with the woman at", "the desk.");
    private static final int WIDTH = 1240;
    private static final int HEIGHT = 1754;

    private final LocalStack stack;
    private final RectoClient client;
    private final ObjectMapper json = new ObjectMapper();

    SearchableCopyIT(LocalStack stack, RectoClient client) {
        this.stack = stack;
        this.client = client;
    }

    @Test
    void textIsFoundInItsBlock() throws Exception {
        stack.awaitReady();
        ObjectNode request = TesseractRequest.of(page()).put("include_blocks", true);
        HttpResponse<String> answer = client.post("/v1/ocr", request.toString());
        JsonNode page = json.readTree(answer.body()).at("/pages/0");
        String job = answer.headers().firstValue("X-Recto-Job").orElseThrow();

        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        client.write(job, DocumentFormat.PDF, copy);

        try (PDDocument pdf = Loader.loadPDF(copy.toByteArray())) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .isEqualToNormalizingWhitespace(page.get("markdown").asText());
            assertThat(page.get("blocks").size()).isGreaterThan(1);
            double scale = pdf.getPage(0).getMediaBox().getWidth() / WIDTH;
            assertThat(pdf.getPage(0).getMediaBox().getHeight()).isCloseTo((float) (scale * HEIGHT), within(0.01f));
            for (JsonNode block : page.get("blocks")) {
                assertThat(textIn(pdf, block, scale))
                        .isEqualToNormalizingWhitespace(block.get("content").asText());
            }
        }
    }

    private static String textIn(PDDocument pdf, JsonNode block, double scale) throws IOException {
        PDFTextStripperByArea area = new PDFTextStripperByArea();
        double left = block.get("top_left_x").asDouble();
        double top = block.get("top_left_y").asDouble();
        area.addRegion(
                "block",
                new Rectangle2D.Double(
                        scale * left,
                        scale * top,
                        scale * (block.get("bottom_right_x").asDouble() - left) + 1,
                        scale * (block.get("bottom_right_y").asDouble() - top) + 1));
        area.extractRegions(pdf.getPage(0));
        return area.getTextForRegion("block");
    }

    private static byte[] page() throws IOException {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 36));
        int baseline = 300;
        for (List<String> paragraph : List.of(UPPER, LOWER)) {
            for (String line : paragraph) {
                graphics.drawString(line, 200, baseline);
                baseline += 50;
            }
            baseline += 150;
        }
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }
}
