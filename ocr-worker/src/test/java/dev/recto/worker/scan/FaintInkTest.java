package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Paper of 1000 by 1500 at 200 dots per inch: twenty squares by thirty. */
class FaintInkTest {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 1500;
    private static final int DPI = 200;
    private static final int PAPER = 220;

    private final byte[] pixels = new byte[WIDTH * HEIGHT];
    private final GrayImage page = new GrayImage(WIDTH, HEIGHT, pixels);

    FaintInkTest() {
        Arrays.fill(pixels, (byte) PAPER);
    }

    private FaintInk ink() {
        return FaintInk.of(page, DPI);
    }

    @Test
    void allInkOfAPageMayBePale() {
        lines(0, HEIGHT, 150);
        assertThat(ink().bands()).hasSize(3);
        assertThat(ink().removed().pixels()).containsOnly((byte) PAPER);
    }

    @Test
    void besideDarkInkOnlyWhatIsPaleIsRemoved() {
        lines(0, 700, 20);
        lines(800, HEIGHT, 150);
        assertThat(ink().bands())
                .isNotEmpty()
                .allSatisfy(band -> assertThat(darkest(band)).isEqualTo(150));
        GrayImage rest = ink().removed();
        assertThat(rest.crop(0, 0, WIDTH, 700).pixels())
                .isEqualTo(page.crop(0, 0, WIDTH, 700).pixels());
        assertThat(rest.crop(0, 800, WIDTH, 700).pixels()).containsOnly((byte) PAPER);
    }

    @Test
    void lettersKeepTheirRims() {
        lines(0, HEIGHT, 150);
        for (int y = 100; y < 152; y++) {
            for (int x = 20; x < WIDTH; x += 50) {
                Arrays.fill(pixels, y * WIDTH + x, y * WIDTH + x + 3, (byte) 20);
            }
        }
        GrayImage rest = ink().removed();
        assertThat(rest.pixels()[151 * WIDTH + 20]).isEqualTo((byte) 20);
        assertThat(rest.crop(0, 300, WIDTH, 1000).pixels()).containsOnly((byte) PAPER);
    }

    @Test
    void darkInkAndBarePaperAreNotPale() {
        assertThat(ink().bands()).isEmpty();
        lines(0, HEIGHT, 20);
        assertThat(ink().bands()).isEmpty();
        assertThat(ink().removed().pixels()).isEqualTo(pixels);
    }

    private void lines(int top, int bottom, int brightness) {
        for (int y = top; y < bottom; y++) {
            for (int x = 0; x < WIDTH; x += 10) {
                if (y % 30 < 15) {
                    Arrays.fill(pixels, y * WIDTH + x, y * WIDTH + x + 3, (byte) brightness);
                }
            }
        }
    }

    private static int darkest(GrayImage image) {
        int darkest = 255;
        for (byte pixel : image.pixels()) {
            darkest = Math.min(darkest, pixel & 0xff);
        }
        return darkest;
    }
}
