package dev.recto.worker.samples;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Paints what could be a photograph. */
final class Scenery {
    private Scenery() {}

    static BufferedImage paint(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setPaint(new GradientPaint(0, 0, new Color(40, 60, 120), 0, height * 0.6f, new Color(240, 160, 90)));
        g.fillRect(0, 0, width, height);
        g.setColor(new Color(255, 220, 150));
        g.fillOval((int) (width * 0.6), (int) (height * 0.35), height / 6, height / 6);
        Random random = new Random(7);
        for (int ridge = 0; ridge < 3; ridge++) {
            Polygon hills = new Polygon();
            hills.addPoint(0, height);
            double base = height * (0.5 + 0.08 * ridge);
            double phase = random.nextDouble() * 6;
            for (int x = 0; x <= width; x += 4) {
                hills.addPoint(x, (int) (base - 40 * Math.sin(x / 90.0 + phase) - 18 * Math.sin(x / 23.0 + ridge)));
            }
            hills.addPoint(width, height);
            g.setColor(new Color(70 - 20 * ridge, 60 - 12 * ridge, 90 - 20 * ridge));
            g.fill(hills);
        }
        g.setPaint(new GradientPaint(0, height * 0.75f, new Color(90, 80, 120), 0, height, new Color(20, 30, 60)));
        g.fillRect(0, (int) (height * 0.75), width, height);
        g.dispose();
        grain(image, 6, random);
        return image;
    }

    /** Adds the noise of a sensor. */
    static void grain(BufferedImage image, double strength, Random random) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                int noise = (int) Math.round(random.nextGaussian() * strength);
                image.setRGB(x, y, shift(rgb >> 16, noise) << 16 | shift(rgb >> 8, noise) << 8 | shift(rgb, noise));
            }
        }
    }

    private static int shift(int channel, int by) {
        return Math.clamp((channel & 0xff) + by, 0, 255);
    }
}
