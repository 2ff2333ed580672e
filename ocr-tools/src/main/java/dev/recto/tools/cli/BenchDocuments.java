package dev.recto.tools.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** What the drawing of pages is measured on, made anew each time: a text PDF, and a scan of it. */
final class BenchDocuments {
    private static final int SCAN_DPI = 300;
    private static final int LINES = 54;
    private static final String[] WORDS =
            ("harbour library reading rooms maps were open until nine and every visitor who came in winter found a lamp"
                            + " table window quiet shelf of books about ships birds weather stone bridges islands letters")
                    .split(" ");

    private BenchDocuments() {}

    static void writeText(Path file, int pages) throws IOException {
        Random random = new Random(1);
        try (PDDocument pdf = new PDDocument();
                InputStream in = PDFont.class.getResourceAsStream(
                        "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
            PDFont font = PDType0Font.load(pdf, in, true);
            for (int i = 0; i < pages; i++) {
                PDPage page = new PDPage(PDRectangle.A4);
                pdf.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                    content.beginText();
                    content.setFont(font, 10);
                    content.setLeading(13);
                    content.newLineAtOffset(60, 770);
                    for (int line = 0; line < LINES; line++) {
                        content.showText(line(random));
                        content.newLine();
                    }
                    content.endText();
                }
            }
            pdf.save(file.toFile());
        }
    }

    static void writeScan(Path text, Path file) throws IOException {
        try (PDDocument source = Loader.loadPDF(text.toFile());
                PDDocument scan = new PDDocument()) {
            PDFRenderer renderer = new PDFRenderer(source);
            for (int i = 0; i < source.getNumberOfPages(); i++) {
                BufferedImage image = renderer.renderImageWithDPI(i, SCAN_DPI, ImageType.GRAY);
                PDPage page = new PDPage(
                        new PDRectangle(image.getWidth() * 72f / SCAN_DPI, image.getHeight() * 72f / SCAN_DPI));
                scan.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(scan, page)) {
                    content.drawImage(
                            JPEGFactory.createFromImage(scan, image, 0.8f),
                            0,
                            0,
                            page.getMediaBox().getWidth(),
                            page.getMediaBox().getHeight());
                }
            }
            scan.save(file.toFile());
        }
    }

    private static String line(Random random) {
        StringBuilder line = new StringBuilder();
        while (line.length() < 88) {
            line.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return line.toString();
    }
}
