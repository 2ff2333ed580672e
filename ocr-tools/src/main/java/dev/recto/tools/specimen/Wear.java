package dev.recto.tools.specimen;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** What paper goes through before it is scanned, and what poor scanners, fax machines and savers of bytes make of it. */
final class Wear {
    private static final int PAPER = 240;
    private static final int DOT = 2;

    private Wear() {}

    /** Paper so thin that what is printed on its back shines through, from right to left. */
    static BufferedImage thinPaper(BufferedImage page, BufferedImage back) {
        BufferedImage seen = Handling.blur(back, 3);
        int width = page.getWidth();
        int shift = Sheet.DPI / 20;
        return Handling.tone(page, (paper, x, y) -> {
            int column = Math.clamp(Math.round(width - 1 - x * width), 0, width - 1);
            int row = Math.clamp(Math.round(y * page.getHeight()) + shift, 0, page.getHeight() - 1);
            double behind = PAPER - (255 - (seen.getRGB(column, row) & 0xff)) * 0.35;
            return Math.min(behind, PAPER - (255 - paper) * 0.85);
        });
    }

    /** Rings that cups left, and blotches whose edges are darkest. */
    static BufferedImage stains(BufferedImage page, Random random) {
        BufferedImage light = Sheet.blank(page.getWidth(), page.getHeight());
        Graphics2D graphics = light.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (int i = 0; i < 4; i++) {
            double radius = Sheet.DPI * (1 + 0.8 * random.nextDouble());
            Ellipse2D blotch = circle(page, radius, random);
            graphics.setColor(new Color(130, 130, 130, 200));
            graphics.fill(blotch);
            graphics.setColor(new Color(90, 90, 90, 220));
            graphics.setStroke(new BasicStroke(Sheet.DPI / 20f));
            graphics.draw(blotch);
        }
        for (int i = 0; i < 3; i++) {
            graphics.setColor(new Color(110, 110, 110, 220));
            graphics.setStroke(new BasicStroke(Sheet.DPI / 10f));
            graphics.draw(circle(page, Sheet.DPI * 0.9, random));
        }
        graphics.dispose();
        BufferedImage soaked = Handling.blur(light, 9);
        return Handling.tone(page, (paper, x, y) -> {
            int passed = soaked.getRGB((int) (x * page.getWidth()), (int) (y * page.getHeight())) & 0xff;
            return (30 + paper * 0.85) * passed / 255;
        });
    }

    private static Ellipse2D circle(BufferedImage page, double radius, Random random) {
        double x = page.getWidth() * (0.2 + 0.6 * random.nextDouble());
        double y = page.getHeight() * (0.15 + 0.7 * random.nextDouble());
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    /** Print that has faded where the sun came in. */
    static BufferedImage fadedZone(BufferedImage page) {
        return Handling.tone(
                page, (paper, x, y) -> 250 - (255 - paper) * (y > 0.35 && y < 0.65 && x > 0.05 ? 0.28 : 0.95));
    }

    /** @param rows of the rules' upper edges */
    static BufferedImage ruled(BufferedImage page, List<Integer> rows, int thickness) {
        BufferedImage ruled = Sheet.blank(page.getWidth(), page.getHeight());
        Graphics2D graphics = ruled.createGraphics();
        graphics.drawImage(page, 0, 0, null);
        graphics.setColor(Color.BLACK);
        int margin = Sheet.DPI * 3 / 4;
        rows.forEach(row -> graphics.fillRect(margin, row, page.getWidth() - 2 * margin, thickness));
        graphics.dispose();
        return ruled;
    }

    /** Paper printed grey with dots, as newspapers and forms have it. */
    static BufferedImage raster(BufferedImage page, int pitch) {
        BufferedImage dotted = Sheet.blank(page.getWidth(), page.getHeight());
        Graphics2D graphics = dotted.createGraphics();
        graphics.drawImage(page, 0, 0, null);
        graphics.setColor(Color.BLACK);
        for (int y = 0, row = 0; y < page.getHeight(); y += pitch / 2, row++) {
            for (int x = row % 2 * pitch / 2; x < page.getWidth(); x += pitch) {
                graphics.fillRect(x, y, DOT, DOT);
            }
        }
        graphics.dispose();
        return dotted;
    }

    /** Black and white alone, and some of either where the other should be. */
    static BufferedImage fax(BufferedImage page, double wrong, Random random) {
        return Handling.tone(page, (paper, x, y) -> (paper < 140) == (random.nextDouble() >= wrong) ? 0 : 255);
    }

    static BufferedImage shrunk(BufferedImage page, double factor) {
        int width = (int) (page.getWidth() * factor);
        int height = (int) (page.getHeight() * factor);
        BufferedImage small = Sheet.blank(width, height);
        Graphics2D graphics = small.createGraphics();
        graphics.drawImage(page.getScaledInstance(width, height, BufferedImage.SCALE_AREA_AVERAGING), 0, 0, null);
        graphics.dispose();
        return small;
    }

    static BufferedImage jpeg(BufferedImage page, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.write(null, new IIOImage(page, null, null), parameters);
            output.flush();
            return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }
}
