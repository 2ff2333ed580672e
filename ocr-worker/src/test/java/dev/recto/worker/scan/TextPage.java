package dev.recto.worker.scan;

import dev.recto.worker.image.RgbImage;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** A page of A4's shape with a column of text. */
public final class TextPage {
    private static final String SENTENCE = "The quick brown fox jumps over the lazy dog near the river bank at noon. ";

    private TextPage() {}

    /** @param lines of the type's height, the last ones empty */
    public static RgbImage of(int width, float type, int lines) {
        int height = (int) (width * Math.sqrt(2));
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 1).deriveFont(type));
        String text = SENTENCE.repeat(4);
        for (int line = 0; line < lines; line++) {
            int end = 1;
            String from = text.substring(7 * line % SENTENCE.length());
            while (graphics.getFontMetrics().stringWidth(from.substring(0, end + 1)) < width * 0.8) {
                end++;
            }
            graphics.drawString(from.substring(0, end), width * 0.1f, height * 0.1f + (line + 1) * type * 1.4f);
        }
        graphics.dispose();
        return rgb(image);
    }

    private static RgbImage rgb(BufferedImage image) {
        int width = image.getWidth();
        byte[] rgb = new byte[3 * width * image.getHeight()];
        for (int i = 0; i < rgb.length / 3; i++) {
            rgb[3 * i] = rgb[3 * i + 1] = rgb[3 * i + 2] = (byte) image.getRGB(i % width, i / width);
        }
        return new RgbImage(width, image.getHeight(), rgb);
    }
}
