package dev.recto.worker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BlankPageTest {
    private static final int WIDTH = 1190;
    private static final int HEIGHT = 1684;

    private static RgbImage page(Color paper, Consumer<Graphics2D> ink) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(paper);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(Color.BLACK);
        ink.accept(graphics);
        graphics.dispose();
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int pixel = image.getRGB(i % WIDTH, i / WIDTH);
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return new RgbImage(WIDTH, HEIGHT, rgb);
    }

    private static boolean blank(RgbImage page) {
        return BlankPage.DEFAULT.matches(page);
    }

    @Test
    void paperOfAnyColourIsBlank() {
        assertThat(blank(page(Color.WHITE, ink -> {}))).isTrue();
        assertThat(blank(page(new Color(240, 230, 200), ink -> {}))).isTrue();
        assertThat(blank(page(Color.BLACK, ink -> {}))).isTrue();
    }

    @Test
    void theGrainOfAScanIsBlank() {
        Random random = new Random(1);
        assertThat(blank(page(Color.WHITE, ink -> {
                    for (int i = 0; i < 400_000; i++) {
                        int level = 215 + random.nextInt(40);
                        ink.setColor(new Color(level, level, level));
                        ink.fillRect(random.nextInt(WIDTH), random.nextInt(HEIGHT), 1, 1);
                    }
                })))
                .isTrue();
    }

    @Test
    void specksAreBlank() {
        Random random = new Random(2);
        assertThat(blank(page(Color.WHITE, ink -> {
                    for (int i = 0; i < 60; i++) {
                        ink.fillRect(random.nextInt(WIDTH), random.nextInt(HEIGHT), 2, 2);
                    }
                })))
                .isTrue();
    }

    @Test
    void shadowsAlongTheEdgesAreBlank() {
        assertThat(blank(page(Color.WHITE, ink -> {
                    ink.fillRect(0, 0, 15, HEIGHT);
                    ink.fillRect(0, HEIGHT - 20, WIDTH, 20);
                })))
                .isTrue();
    }

    @Test
    void aPageNumberIsNotBlank() {
        assertThat(blank(page(Color.WHITE, ink -> {
                    ink.setFont(new Font(Font.SERIF, Font.PLAIN, 22));
                    ink.drawString("- 12 -", 580, 1600);
                })))
                .isFalse();
    }

    @Test
    void aLineOfTextIsNotBlank() {
        assertThat(blank(page(Color.WHITE, ink -> {
                    ink.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 20));
                    ink.drawString("This page intentionally left blank.", 400, 800);
                })))
                .isFalse();
    }

    @Test
    void paleTextAndLightTextOnDarkAreNotBlank() {
        assertThat(blank(page(Color.WHITE, ink -> {
                    ink.setColor(new Color(150, 150, 150));
                    ink.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 24));
                    ink.drawString("pale", 400, 800);
                })))
                .isFalse();
        assertThat(blank(page(Color.BLACK, ink -> {
                    ink.setColor(Color.WHITE);
                    ink.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 24));
                    ink.drawString("light", 400, 800);
                })))
                .isFalse();
    }

    @Test
    void drawingsAreNotBlank() {
        assertThat(blank(page(Color.WHITE, ink -> {
                    ink.setStroke(new BasicStroke(2));
                    ink.drawRect(300, 300, 200, 100);
                })))
                .isFalse();
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        assertThatThrownBy(() -> new BlankPage(0, 0.1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BlankPage(10, 0.1, 0.5, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
