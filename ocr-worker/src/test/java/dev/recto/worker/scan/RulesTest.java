package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** White paper of 600 by 300 at 200 dots per inch. */
class RulesTest {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 300;
    private static final int DPI = 200;

    private final byte[] pixels = new byte[WIDTH * HEIGHT];

    RulesTest() {
        Arrays.fill(pixels, (byte) 255);
    }

    private void fill(int left, int top, int width, int height) {
        for (int y = top; y < top + height; y++) {
            Arrays.fill(pixels, y * WIDTH + left, y * WIDTH + left + width, (byte) 0);
        }
    }

    private int left(int x, int y) {
        return Rules.removed(new GrayImage(WIDTH, HEIGHT, pixels), DPI).pixels()[y * WIDTH + x] & 0xff;
    }

    @Test
    void aRuleGoesAndTheStrokesThatCrossItStay() {
        fill(50, 100, 500, 2);
        fill(200, 80, 3, 40);
        assertThat(left(100, 100)).isEqualTo(255);
        assertThat(left(201, 100)).isZero();
        assertThat(left(201, 90)).isZero();
    }

    @Test
    void barsAndShortStrokesStay() {
        fill(50, 100, 500, 30);
        fill(50, 200, 60, 2);
        assertThat(left(100, 110)).isZero();
        assertThat(left(80, 200)).isZero();
    }

    @Test
    void thoseBesideTheCellsOfATableGoOnlyIfToldTo() {
        fill(100, 50, 2, 200);
        fill(50, 150, 500, 2);
        fill(110, 170, 3, 20);
        GrayImage page = new GrayImage(WIDTH, HEIGHT, pixels);
        GrayImage bare = Rules.allRemoved(page, DPI);
        assertThat(left(100, 60)).isZero();
        assertThat(bare.pixels()[60 * WIDTH + 100]).isEqualTo((byte) 255);
        assertThat(bare.pixels()[150 * WIDTH + 300]).isEqualTo((byte) 255);
        assertThat(bare.pixels()[180 * WIDTH + 111]).isZero();
    }
}
