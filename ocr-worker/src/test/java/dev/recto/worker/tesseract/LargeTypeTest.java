package dev.recto.worker.tesseract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.BlockType;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.Activity;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.ImagePage;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.TextAttribute;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Letters as large as drawings are words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeTypeTest {
    private static final int DPI = 150;
    private static final String SENTENCE = "The quick brown fox jumps over the lazy dog near the river bank.";

    private final PageReader reader = DefaultTesseract.open();

    @AfterAll
    void close() {
        reader.close();
    }

    @Test
    void aHeadlineOverText() {
        assertThat(read(1240, 900, DPI, page -> {
                    write(page, 60, 120, 220, "Harvest Report");
                    for (int i = 0; i < 8; i++) {
                        write(page, 12, 120, 340 + 40 * i, SENTENCE);
                    }
                }))
                .contains("# Harvest Report", SENTENCE);
    }

    @Test
    void aSlideOfThreeLines() {
        assertThat(read(1500, 1000, DPI, page -> {
                    write(page, 66, 120, 260, "Fewer meetings");
                    write(page, 66, 120, 480, "Shorter letters");
                    write(page, 66, 120, 700, "Better harvest");
                }))
                .contains("Fewer meetings", "Shorter letters", "Better harvest");
    }

    @Test
    void aCuttingWhosePaperIsNotKnown() {
        assertThat(read(600, 200, 72, page -> write(page, 50, 60, 120, "Hello World", 72)))
                .contains("Hello World");
    }

    @Test
    void aNumberOnAPoster() {
        assertThat(read(1000, 1400, 100, page -> {
                    page.setColor(new Color(210, 220, 230));
                    page.fillRect(0, 0, 1000, 1400);
                    page.setColor(Color.BLACK);
                    write(page, 120, 180, 500, "2026", 100);
                    write(page, 40, 180, 700, "Summer concerts", 100);
                }))
                .contains("2026", "Summer concerts");
    }

    @Test
    void typeThatHangsTogether() {
        assertThat(read(1500, 500, DPI, page -> {
                    page.setFont(page.getFont().deriveFont(Map.of(TextAttribute.TRACKING, -0.06)));
                    write(page, 80, 120, 280, "Invitation");
                }))
                .contains("Invitation");
    }

    @Test
    void aLineToSignOn() {
        assertThat(read(1240, 700, DPI, page -> {
                    write(page, 12, 120, 120, SENTENCE);
                    write(page, 12, 120, 160, SENTENCE);
                    page.setStroke(new BasicStroke(5));
                    page.drawLine(120, 420, 820, 420);
                    write(page, 12, 120, 460, "Signature and date");
                }))
                .contains(SENTENCE, "Signature and date");
    }

    private String read(int width, int height, int dpi, Consumer<Graphics2D> drawing) {
        PageReading reading = reader.read(new PageRequest(
                ReadOptions.DEFAULT,
                new ImagePage(drawn(width, height, drawing), dpi),
                new Cancellation(),
                (page, pictures) -> {},
                Instant.MAX,
                Activity.NONE));
        assertThat(reading.blocks()).noneMatch(block -> block.type() == BlockType.IMAGE);
        return reading.markdown();
    }

    private static void write(Graphics2D page, int points, int x, int y, String text) {
        write(page, points, x, y, text, DPI);
    }

    private static void write(Graphics2D page, int points, int x, int y, String text, int dpi) {
        page.setFont(page.getFont().deriveFont(points * dpi / 72f));
        page.drawString(text, x, y);
    }

    private static RgbImage drawn(int width, int height, Consumer<Graphics2D> drawing) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D page = image.createGraphics();
        page.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        page.setColor(Color.WHITE);
        page.fillRect(0, 0, width, height);
        page.setColor(Color.BLACK);
        page.setFont(new Font(Font.SERIF, Font.PLAIN, 12));
        drawing.accept(page);
        page.dispose();
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            int color = image.getRGB(i % width, i / width);
            rgb[3 * i] = (byte) (color >> 16);
            rgb[3 * i + 1] = (byte) (color >> 8);
            rgb[3 * i + 2] = (byte) color;
        }
        return new RgbImage(width, height, rgb);
    }
}
