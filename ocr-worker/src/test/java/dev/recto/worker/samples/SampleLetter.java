package dev.recto.worker.samples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;

/** A letter on a table, photographed: a little askew, lit from one side. */
record SampleLetter(BufferedImage photo, String markdown) {
    static SampleLetter photograph() throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            String markdown;
            try (SamplePage page = new SamplePage(pdf, SamplePage.font(pdf))) {
                page.paragraph("Dear Ms. Lindqvist,")
                        .paragraph(
                                "thank you for the atlas that you left with us on Friday. It is in better shape than we"
                                        + " feared: the binding has held, and only four of the maps need a little paste.")
                        .paragraph(
                                "The work will take about three weeks and cost 140 euros. If you agree, please write or"
                                        + " call before the end of the month.")
                        .paragraph("With kind regards,")
                        .paragraph("Anna Brandt, bookbinder");
                markdown = page.markdown();
            }
            BufferedImage paper =
                    new PDFRenderer(pdf).renderImageWithDPI(0, 200).getSubimage(100, 120, 1450, 900);
            return new SampleLetter(onTable(paper), markdown);
        }
    }

    private static BufferedImage onTable(BufferedImage paper) {
        BufferedImage photo = new BufferedImage(1760, 1200, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = photo.createGraphics();
        g.setColor(new Color(96, 70, 48));
        g.fillRect(0, 0, photo.getWidth(), photo.getHeight());
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        AffineTransform place = AffineTransform.getTranslateInstance(140, 170);
        place.rotate(Math.toRadians(-1.2));
        place.shear(0.01, 0);
        g.drawImage(paper, place, null);
        g.dispose();
        for (int y = 0; y < photo.getHeight(); y++) {
            for (int x = 0; x < photo.getWidth(); x++) {
                double light = 0.98 - 0.22 * x / photo.getWidth() - 0.12 * y / photo.getHeight();
                Color color = new Color(photo.getRGB(x, y));
                photo.setRGB(
                        x,
                        y,
                        new Color((int) (color.getRed() * light), (int) (color.getGreen() * light * 0.99), (int)
                                        (color.getBlue() * light * 0.94))
                                .getRGB());
            }
        }
        Scenery.grain(photo, 4, new Random(3));
        return photo;
    }
}
