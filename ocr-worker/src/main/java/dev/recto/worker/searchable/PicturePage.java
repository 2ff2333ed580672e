package dev.recto.worker.searchable;

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
            case BLACK -> CCITTFactory.createFromImage(pdf, java2d(picture, BufferedImage.TYPE_BYTE_BINARY));
            case GRAY -> JPEGFactory.createFromImage(pdf, java2d(picture, BufferedImage.TYPE_BYTE_GRAY), QUALITY);
            case COLOUR -> JPEGFactory.createFromImage(pdf, java2d(picture, BufferedImage.TYPE_INT_RGB), QUALITY);
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

    /** Samples are put as they are: Java2D would darken gray ones, which it holds to be linear. */
    private static BufferedImage java2d(RgbImage picture, int type) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), type);
        int bands = image.getRaster().getNumBands();
        byte[] rgb = picture.rgb();
        int[] row = new int[bands * picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                for (int band = 0; band < bands; band++) {
                    int sample = rgb[3 * (y * picture.width() + x) + band] & 0xff;
                    row[bands * x + band] = type == BufferedImage.TYPE_BYTE_BINARY ? sample & 1 : sample;
                }
            }
            image.getRaster().setPixels(0, y, picture.width(), 1, row);
        }
        return image;
    }
}
