package dev.recto.worker.samples;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;

/** Sets text on an A4 page from the top down, and writes down as markdown what it shows. */
final class SamplePage implements AutoCloseable {
    private static final float LEFT = 72;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;
    private static final float BODY = 11;

    private final PDDocument pdf;
    private final PDPage page = new PDPage(PDRectangle.A4);
    private final PDFont font;
    private final PDPageContentStream content;
    private final StringBuilder markdown = new StringBuilder();
    private float y = PDRectangle.A4.getHeight() - 72;
    private int pictures;

    SamplePage(PDDocument pdf, PDFont font) throws IOException {
        this.pdf = pdf;
        this.font = font;
        pdf.addPage(page);
        this.content = new PDPageContentStream(pdf, page);
    }

    /** The one font that every machine has: it comes with the PDF library. */
    static PDFont font(PDDocument pdf) throws IOException {
        try (InputStream in =
                PDFont.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
            return PDType0Font.load(pdf, in, true);
        }
    }

    SamplePage heading(int level, String text) throws IOException {
        float size = new float[] {24, 17, 14}[level - 1];
        y -= size * 0.5f;
        lines(text, LEFT, size, WIDTH);
        return written("#".repeat(level) + " " + text);
    }

    SamplePage paragraph(String text) throws IOException {
        lines(text, LEFT, BODY, WIDTH);
        return written(text);
    }

    SamplePage list(boolean numbered, List<String> items) throws IOException {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            show(numbered ? i + 1 + "." : "•", LEFT + 8, BODY, y - BODY);
            lines(items.get(i), LEFT + 26, BODY, WIDTH - 26);
            y -= 3;
            list.append(list.isEmpty() ? "" : "\n")
                    .append(numbered ? i + 1 + ". " : "- ")
                    .append(items.get(i));
        }
        return written(list.toString());
    }

    SamplePage table(List<List<String>> rows) throws IOException {
        float column = WIDTH / rows.getFirst().size();
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            content.moveTo(LEFT, y - 4);
            content.lineTo(LEFT + WIDTH, y - 4);
            content.setLineWidth(0.5f);
            content.stroke();
            for (int i = 0; i < row.size(); i++) {
                show(row.get(i), LEFT + i * column, BODY, y - 18);
            }
            y -= 22;
            boolean header = table.isEmpty();
            table.append(header ? "" : "\n")
                    .append("| ")
                    .append(String.join(" | ", row))
                    .append(" |");
            if (header) {
                table.append("\n|").append(" --- |".repeat(row.size()));
            }
        }
        y -= 8;
        return written(table.toString());
    }

    SamplePage picture(BufferedImage image) throws IOException {
        float height = WIDTH * 0.8f * image.getHeight() / image.getWidth();
        content.drawImage(
                JPEGFactory.createFromImage(pdf, image, 0.85f), LEFT + WIDTH * 0.1f, y - height, WIDTH * 0.8f, height);
        y -= height + 6;
        String name = "img-" + pictures++ + ".jpeg";
        return written("![" + name + "](" + name + ")");
    }

    /** Makes the last line a link. */
    SamplePage link(String target) {
        PDAnnotationLink link = new PDAnnotationLink();
        PDActionURI action = new PDActionURI();
        action.setURI(target);
        link.setAction(action);
        link.setBorder(new COSArray(List.of(COSInteger.ZERO, COSInteger.ZERO, COSInteger.ZERO)));
        link.setRectangle(new PDRectangle(LEFT, y, WIDTH, 20));
        try {
            page.getAnnotations().add(link);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    String markdown() {
        return markdown.toString();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private SamplePage written(String text) {
        markdown.append(markdown.isEmpty() ? "" : "\n\n").append(text);
        y -= 9;
        return this;
    }

    private void lines(String text, float x, float size, float width) throws IOException {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (font.getStringWidth(longer) / 1000 * size > width) {
                showLine(line.toString(), x, size);
                line.setLength(0);
                line.append(word);
            } else {
                line.setLength(0);
                line.append(longer);
            }
        }
        showLine(line.toString(), x, size);
    }

    private void showLine(String line, float x, float size) throws IOException {
        show(line, x, size, y - size);
        y -= size * 1.4f;
    }

    private void show(String text, float x, float size, float baseline) throws IOException {
        content.beginText();
        content.setFont(font, size);
        content.newLineAtOffset(x, baseline);
        content.showText(text);
        content.endText();
    }
}
