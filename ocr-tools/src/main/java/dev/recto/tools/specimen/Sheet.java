package dev.recto.tools.specimen;

import dev.recto.worker.detector.Label;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** A4 with a column of prose, in a font that comes along, so that every machine makes the same page. */
record Sheet(BufferedImage image, String truth, List<TrueRegion> regions) {
    static final int DPI = 200;

    private static final double WIDTH_INCHES = 8.27;
    private static final double HEIGHT_INCHES = 11.69;
    private static final float POINTS = 11;
    private static final float SMALL_POINTS = 9;
    private static final double LEADING = 1.2;

    /** Loaded once: pages ask for it with every word. */
    private static final Font FONT = load();

    static Sheet ofProse(Random random) {
        Wording words = new Wording(random);
        int width = (int) (WIDTH_INCHES * DPI);
        int height = (int) (HEIGHT_INCHES * DPI);
        BufferedImage image = blank(width, height);
        Graphics2D graphics = pen(image, POINTS);
        var metrics = graphics.getFontMetrics();
        StringBuilder truth = new StringBuilder();
        for (int y : baselines(graphics)) {
            String line = words.word();
            for (String longer = line; metrics.stringWidth(longer) <= width - 2 * DPI; ) {
                line = longer;
                longer = line + " " + words.word();
            }
            graphics.drawString(line, DPI, y);
            truth.append(truth.isEmpty() ? "" : " ").append(line);
        }
        graphics.dispose();
        TrueRegion prose = new TrueRegion(Label.TEXT, DPI, DPI, width - DPI, height - DPI + metrics.getDescent());
        return new Sheet(image, truth.toString(), List.of(prose));
    }

    /**
     * Of every sheet's prose.
     *
     * @param below in pixels, of the lines' baselines
     */
    static List<Integer> rows(int below) {
        Graphics2D graphics = pen(blank(1, 1), POINTS);
        List<Integer> rows =
                baselines(graphics).stream().map(baseline -> baseline + below).toList();
        graphics.dispose();
        return rows;
    }

    private static List<Integer> baselines(Graphics2D graphics) {
        var metrics = graphics.getFontMetrics();
        int step = (int) (metrics.getHeight() * LEADING);
        List<Integer> baselines = new ArrayList<>();
        for (int y = DPI + metrics.getAscent(); y < (int) (HEIGHT_INCHES * DPI) - DPI; y += step) {
            baselines.add(y);
        }
        return baselines;
    }

    /** The same page with a running header, a number at its end, and a footer. */
    Sheet withFurniture(String header, String number, String footer) {
        BufferedImage copy = blank(image.getWidth(), image.getHeight());
        Graphics2D graphics = pen(copy, SMALL_POINTS);
        graphics.drawImage(image, 0, 0, null);
        int right = image.getWidth() - DPI - graphics.getFontMetrics().stringWidth(number);
        graphics.drawString(header, DPI, DPI / 2);
        graphics.drawString(number, right, DPI / 2);
        graphics.drawString(footer, DPI, image.getHeight() - DPI / 2);
        int ascent = graphics.getFontMetrics().getAscent();
        int descent = graphics.getFontMetrics().getDescent();
        graphics.dispose();
        double edge = image.getWidth() - DPI;
        List<TrueRegion> all = new ArrayList<>(regions);
        all.addFirst(new TrueRegion(Label.HEADER, DPI, DPI / 2.0 - ascent, edge, DPI / 2.0 + descent));
        double bottom = image.getHeight() - DPI / 2.0;
        all.addLast(new TrueRegion(Label.FOOTER, DPI, bottom - ascent, edge, bottom + descent));
        return new Sheet(copy, String.join(" ", header, number, truth, footer), all);
    }

    private static Graphics2D pen(BufferedImage image, float points) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.BLACK);
        graphics.setFont(font().deriveFont(points * DPI / 72));
        return graphics;
    }

    static BufferedImage blank(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    static Font font() {
        return FONT;
    }

    private static Font load() {
        try (InputStream file =
                PDFont.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
            return Font.createFont(Font.TRUETYPE_FONT, Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
