package dev.recto.worker.tesseract;

import dev.recto.worker.document.Pixels;
import dev.recto.worker.image.RgbImage;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;

/** A page that a test draws, black on white. */
final class RegionSheet {
    static final int WIDTH = 1600;
    static final int HEIGHT = 1400;

    static final List<String> GERMAN = List.of(
            "Die Bibliothek am Hafen öffnet jeden Morgen um neun Uhr.",
            "Im Winter stehen Lampen auf den Tischen, und es ist warm.",
            "Wer ein Buch leihen möchte, braucht dafür einen Ausweis.",
            "Viele Besucher kommen nur, um die alten Karten zu sehen.");

    private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    final Graphics2D graphics = image.createGraphics();

    RegionSheet() {
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(Color.BLACK);
    }

    RegionSheet text(String text, int x, int y) {
        graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 44));
        graphics.drawString(text, x, y);
        return this;
    }

    RegionSheet german() {
        for (int line = 0; line < GERMAN.size(); line++) {
            text(GERMAN.get(line), 100, 150 + 64 * line);
        }
        return this;
    }

    /** Shapes of several shades with words on a white label. */
    RegionSheet picture(String words, int x, int y, int width, int height) {
        graphics.setColor(new Color(120, 150, 190));
        graphics.fillRect(x, y, width, height);
        Random random = new Random(1);
        for (int i = 0; i < 30; i++) {
            graphics.setColor(new Color(random.nextInt(200), random.nextInt(200), random.nextInt(200)));
            int side = 30 + random.nextInt(height / 3);
            graphics.fillRect(x + random.nextInt(width - side), y + random.nextInt(height - side), side, side);
        }
        graphics.setColor(Color.WHITE);
        graphics.fillRect(x + 100, y + 100, 500, 100);
        graphics.setColor(Color.BLACK);
        return text(words, x + 130, y + 165);
    }

    RegionSheet inTheShadow() {
        graphics.setPaint(new GradientPaint(0, 0, new Color(0, 0, 0, 130), 0, HEIGHT, new Color(0, 0, 0, 0)));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        return this;
    }

    RegionSheet picture(int x, int y, int size) {
        graphics.fillOval(x, y, size, size);
        return this;
    }

    RgbImage pixels() {
        return Pixels.onWhite(image);
    }
}
