package dev.recto.tools.specimen;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.util.Matrix;

/** An A4 page of a PDF to write on; places are in points from the upper left corner. */
final class LayerPage implements AutoCloseable {
    static final float WIDTH = PDRectangle.A4.getWidth();
    static final float HEIGHT = PDRectangle.A4.getHeight();

    private static final int DPI = 200;
    private static final float POINTS = 72;

    private final PDDocument pdf = new PDDocument();
    private final PDPage page = new PDPage(PDRectangle.A4);
    private final PDFont font;
    private final PDPageContentStream content;

    LayerPage() throws IOException {
        pdf.addPage(page);
        try (InputStream file =
                PDFont.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
            font = PDType0Font.load(pdf, Objects.requireNonNull(file), false);
        }
        content = new PDPageContentStream(pdf, page);
    }

    PDPage page() {
        return page;
    }

    PDPageContentStream content() {
        return content;
    }

    LayerPage color(Color color) throws IOException {
        content.setNonStrokingColor(color);
        return this;
    }

    /** Text that is written and not seen. */
    LayerPage hidden() throws IOException {
        content.setRenderingMode(RenderingMode.NEITHER);
        return this;
    }

    LayerPage fill(float x, float y, float width, float height, Color color) throws IOException {
        content.setNonStrokingColor(color);
        content.addRect(x, HEIGHT - y - height, width, height);
        content.fill();
        content.setNonStrokingColor(Color.BLACK);
        return this;
    }

    LayerPage text(String text, float x, float y, float size) throws IOException {
        content.beginText();
        content.setFont(font, size);
        content.setTextMatrix(Matrix.getTranslateInstance(x, HEIGHT - y));
        content.showText(text);
        content.endText();
        return this;
    }

    LayerPage lines(List<Placed> lines) throws IOException {
        for (Placed line : lines) {
            text(line.text(), line.x(), line.y(), line.size());
        }
        return this;
    }

    /** A piece of text at its place. */
    record Placed(String text, float x, float y, float size) {
        Placed at(float otherX, float otherY) {
            return new Placed(text, otherX, otherY, size);
        }

        Placed saying(String other) {
            return new Placed(other, x, y, size);
        }
    }

    LayerPage picture(BufferedImage image, float x, float y, float width, float height) throws IOException {
        content.drawImage(LosslessFactory.createFromImage(pdf, image), x, HEIGHT - y - height, width, height);
        return this;
    }

    /** What these lines look like, as a scanner sees them. */
    static BufferedImage scan(List<Placed> lines) throws IOException {
        try (LayerPage page = new LayerPage()) {
            page.lines(lines).content.close();
            return new PDFRenderer(page.pdf).renderImage(0, DPI / POINTS, ImageType.RGB);
        }
    }

    byte[] bytes() throws IOException {
        content.close();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        pdf.save(bytes);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        pdf.close();
    }
}
