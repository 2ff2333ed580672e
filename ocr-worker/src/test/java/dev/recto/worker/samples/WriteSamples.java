package dev.recto.worker.samples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Writes docs/samples: documents of our own making, and beside each what a perfect reader would answer. */
public final class WriteSamples {
    /** Between the pages of an answer. */
    static final String PAGE_BREAK = "\n\n<!-- page -->\n\n";

    private WriteSamples() {}

    /** @param args the folder */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        try (PDDocument pdf = new PDDocument()) {
            List<String> pages = SampleReport.write(pdf);
            pdf.save(folder.resolve("report.pdf").toFile());
            Files.writeString(folder.resolve("report.md"), String.join(PAGE_BREAK, pages) + "\n");
        }
        try (PDDocument pdf = Loader.loadPDF(folder.resolve("report.pdf").toFile())) {
            String page = Files.readString(folder.resolve("report.md")).split(PAGE_BREAK)[1];
            ImageIO.write(
                    scan(new PDFRenderer(pdf).renderImageWithDPI(1, 300)),
                    "png",
                    folder.resolve("scan.png").toFile());
            Files.writeString(folder.resolve("scan.md"), page + "\n");
        }
        SampleLetter letter = SampleLetter.photograph();
        writeJpeg(letter.photo(), folder.resolve("letter.jpg"));
        Files.writeString(folder.resolve("letter.md"), letter.markdown() + "\n");
    }

    /** Laid on the glass a little askew, in sixteen grays. */
    private static BufferedImage scan(BufferedImage page) {
        BufferedImage scan = new BufferedImage(page.getWidth(), page.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = scan.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, scan.getWidth(), scan.getHeight());
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.rotate(Math.toRadians(0.35), scan.getWidth() / 2.0, scan.getHeight() / 2.0);
        g.drawImage(page, 0, 0, null);
        g.dispose();
        var raster = scan.getRaster();
        for (int y = 0; y < scan.getHeight(); y++) {
            for (int x = 0; x < scan.getWidth(); x++) {
                raster.setSample(x, y, 0, Math.min(248, raster.getSample(x, y, 0) / 16 * 16 + 8));
            }
        }
        return scan;
    }

    private static void writeJpeg(BufferedImage image, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(0.75f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
    }
}
