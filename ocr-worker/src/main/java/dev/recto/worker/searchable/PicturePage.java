package dev.recto.worker.searchable;

import dev.recto.worker.image.Java2d;
import dev.recto.worker.image.RgbImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** A page that is a picture from edge to edge: black on white stays exact, all else becomes JPEG. */
public final class PicturePage {
    private static final float QUALITY = 0.9f;

    private PicturePage() {}

    /** At the end of a document, as large as a sheet of A4 is high unless it has fewer pixels than that has points. */
    public static PDPage add(PDDocument pdf, RgbImage picture) throws IOException {
        float scale = Math.min(1, PDRectangle.A4.getHeight() / Math.max(picture.width(), picture.height()));
        PDRectangle sheet = new PDRectangle(scale * picture.width(), scale * picture.height());
        PDPage page = new PDPage(sheet);
        try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
            content.drawImage(image(pdf, picture), 0, 0, sheet.getWidth(), sheet.getHeight());
        }
        pdf.addPage(page);
        return page;
    }

    private static PDImageXObject image(PDDocument pdf, RgbImage picture) throws IOException {
        return switch (Inks.of(picture)) {
            case BLACK -> CCITTFactory.createFromImage(pdf, Java2d.image(picture, BufferedImage.TYPE_BYTE_BINARY));
            case GRAY -> JPEGFactory.createFromImage(pdf, Java2d.image(picture, BufferedImage.TYPE_BYTE_GRAY), QUALITY);
            case COLOUR -> JPEGFactory.createFromImage(pdf, Java2d.image(picture, BufferedImage.TYPE_INT_RGB), QUALITY);
        };
    }

    private enum Inks {
        BLACK,
        GRAY,
        COLOUR;

        static Inks of(RgbImage picture) {
            byte[] rgb = picture.rgb();
            Inks inks = BLACK;
            for (int at = 0; at < rgb.length; at += 3) {
                if (rgb[at] != rgb[at + 1] || rgb[at] != rgb[at + 2]) {
                    return COLOUR;
                }
                if (rgb[at] != 0 && rgb[at] != -1) {
                    inks = GRAY;
                }
            }
            return inks;
        }
    }
}
