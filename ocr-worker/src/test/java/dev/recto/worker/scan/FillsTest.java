package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A page of 1000 by 1000 at 200 dots per inch. */
class FillsTest {
    private static final int SIDE = 1000;
    private static final int DPI = 200;

    private final byte[] pixels = new byte[SIDE * SIDE];
    private final GrayImage page = new GrayImage(SIDE, SIDE, pixels);

    FillsTest() {
        Arrays.fill(pixels, (byte) 255);
    }

    @Test
    void lightLettersInADarkBarBecomeDarkOnes() {
        fill(100, 100, 700, 60, 40);
        letters(120, 115, 255);
        GrayImage mended = Fills.inverted(page, DPI);
        assertThat(at(mended, 121, 120)).isZero();
        assertThat(at(mended, 400, 105)).isEqualTo(255 - 40);
        assertThat(at(mended, 50, 50)).isEqualTo(255);
        assertThat(at(page, 400, 105)).as("the page as given").isEqualTo(40);
    }

    @Test
    void aBarWithoutLettersStays() {
        fill(100, 100, 700, 60, 40);
        assertThat(Fills.inverted(page, DPI)).isSameAs(page);
    }

    @Test
    void darkTextStays() {
        for (int y = 100; y < 900; y += 40) {
            letters(100, y, 0);
        }
        assertThat(Fills.inverted(page, DPI)).isSameAs(page);
    }

    @Test
    void aPhotographStays() {
        for (int y = 0; y < 400; y++) {
            fill(100, 100 + y, 600, 1, y * 255 / 400);
        }
        assertThat(Fills.inverted(page, DPI)).isSameAs(page);
    }

    @Test
    void whatLiesInAShadowStays() {
        for (int y = 0; y < SIDE; y++) {
            fill(0, y, SIDE - y, 1, 110);
        }
        letters(50, 100, 20);
        assertThat(Fills.inverted(page, DPI)).isSameAs(page);
    }

    /** Upright strokes as wide and as far apart as those of type. */
    private void letters(int left, int top, int shade) {
        for (int x = 0; x < 400; x += 8) {
            fill(left + x, top, 3, 22, shade);
        }
    }

    private void fill(int left, int top, int width, int height, int shade) {
        for (int y = top; y < top + height; y++) {
            Arrays.fill(pixels, y * SIDE + left, y * SIDE + left + width, (byte) shade);
        }
    }

    private static int at(GrayImage image, int x, int y) {
        return image.pixels()[y * image.width() + x] & 0xff;
    }
}
