package dev.recto.tools.specimen;

import dev.recto.worker.detector.Label;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** A4 to draw on; places are in points from the upper left corner. */
final class Canvas implements AutoCloseable {
    static final double WIDTH = 595;
    static final double HEIGHT = 842;
    static final double MARGIN = 72;
    static final double BODY = 11;
    static final double LEADING = 1.35;
    /** Of a letter's size. */
    private static final double DESCENT = 0.25;

    private static final double SCALE = Sheet.DPI / 72.0;

    private final BufferedImage image = Sheet.blank((int) (WIDTH * SCALE), (int) (HEIGHT * SCALE));
    private final Graphics2D graphics = image.createGraphics();
    private final List<TrueRegion> regions = new ArrayList<>();

    Canvas() {
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.scale(SCALE, SCALE);
        graphics.setColor(Color.BLACK);
    }

    BufferedImage image() {
        return image;
    }

    void color(Color color) {
        graphics.setColor(color);
    }

    /** What is drawn from here on is a region of its own. */
    void begin(Label label) {
        regions.add(new TrueRegion(label, image.getWidth(), image.getHeight(), 0, 0));
    }

    /** In the order in which they were begun. */
    List<TrueRegion> regions() {
        return List.copyOf(regions);
    }

    private void include(double left, double top, double right, double bottom) {
        regions.add(regions.removeLast().with(left * SCALE, top * SCALE, right * SCALE, bottom * SCALE));
    }

    /** @param y of the baseline */
    void text(String text, double x, double y, double size) {
        draw(text, x, y, size);
        include(x, y - size, x + width(text, size), y + DESCENT * size);
    }

    private void draw(String text, double x, double y, double size) {
        graphics.setFont(Sheet.font().deriveFont((float) size));
        graphics.drawString(text, (float) x, (float) y);
    }

    /** Ends at the place. */
    void textLeftOf(String text, double right, double y, double size) {
        text(text, right - width(text, size), y, size);
    }

    /** Reads from the bottom to the top, and begins at the place. */
    void textUpwards(String text, double x, double y, double size) {
        graphics.rotate(-Math.PI / 2, x, y);
        draw(text, x, y, size);
        graphics.rotate(Math.PI / 2, x, y);
        include(x - size, y - width(text, size), x + DESCENT * size, y);
    }

    double width(String text, double size) {
        return graphics.getFontMetrics(Sheet.font().deriveFont((float) size))
                .getStringBounds(text, graphics)
                .getWidth();
    }

    /** All of the page, which is no region. */
    void paint(Color color) {
        paint(0, 0, WIDTH, HEIGHT, color);
    }

    private void paint(double x, double y, double width, double height, Color color) {
        Color before = graphics.getColor();
        graphics.setColor(color);
        graphics.fill(new Rectangle2D.Double(x, y, width, height));
        graphics.setColor(before);
    }

    void fill(double x, double y, double width, double height, Color color) {
        paint(x, y, width, height, color);
        include(x, y, x + width, y + height);
    }

    /** As many of the words as fit into each line. */
    List<String> wrap(String text, double width, double size) {
        List<String> lines = new ArrayList<>();
        for (String word : text.split(" ")) {
            String longer = lines.isEmpty() ? word : lines.getLast() + " " + word;
            if (lines.isEmpty() || width(longer, size) > width) {
                lines.add(word);
            } else {
                lines.set(lines.size() - 1, longer);
            }
        }
        return lines;
    }

    /**
     * A region of text.
     *
     * @return the baseline of a line that would follow
     */
    double lines(List<String> lines, double x, double y, double size) {
        begin(Label.TEXT);
        return more(lines, x, y, size);
    }

    /** The same in the region that was begun. */
    double more(List<String> lines, double x, double y, double size) {
        double at = y;
        for (String line : lines) {
            text(line, x, at, size);
            at += size * LEADING;
        }
        return at;
    }

    @Override
    public void close() {
        graphics.dispose();
    }
}
