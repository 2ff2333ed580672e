package dev.recto.browser;

import dev.recto.local.bench.TextPdf;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/** Documents to be read. */
final class Documents {
    private Documents() {}

    /** Each page says its number, counted from 1. */
    static Path numbered(Path directory, int pages) throws IOException {
        return Files.write(
                directory.resolve(pages + " pages.pdf"),
                TextPdf.of(pages, page -> "This is page number " + (page + 1)));
    }

    /** Pages of so many bytes that the browser does not ask for the last ones with the first. */
    static Path heavy(Path directory, int pages) throws IOException {
        Path file = directory.resolve("heavy.pdf");
        Random random = new Random(1);
        try (PDDocument pdf = Loader.loadPDF(TextPdf.of(pages, page -> "This is page number " + (page + 1)))) {
            for (PDPage page : pdf.getPages()) {
                var noise = new BufferedImage(600, 600, BufferedImage.TYPE_INT_RGB);
                noise.setRGB(0, 0, 600, 600, random.ints(600 * 600).toArray(), 0, 600);
                try (var content = new PDPageContentStream(pdf, page, AppendMode.APPEND, true, true)) {
                    content.drawImage(LosslessFactory.createFromImage(pdf, noise), 100, 100, 300, 300);
                }
            }
            pdf.save(file.toFile());
        }
        return file;
    }

    /** One page that opens with the password only. */
    static Path locked(Path directory, String password) throws IOException {
        Path file = directory.resolve("locked.pdf");
        try (PDDocument pdf = Loader.loadPDF(TextPdf.of(1, page -> "Behind the lock"))) {
            StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", password, new AccessPermission());
            policy.setEncryptionKeyLength(256);
            pdf.protect(policy);
            pdf.save(file.toFile());
        }
        return file;
    }

    /** A picture of some lines of text. */
    static Path picture(Path file, List<String> lines) throws IOException {
        var image = new BufferedImage(1600, 200 + 120 * lines.size(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 48));
        for (int line = 0; line < lines.size(); line++) {
            graphics.drawString(lines.get(line), 100, 150 + 120 * line);
        }
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
