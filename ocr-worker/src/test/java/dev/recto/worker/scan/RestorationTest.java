package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bars as wide as strokes, on paper of 600 by 600 at 200 dots per inch. */
class RestorationTest {
    private static final int SIDE = 600;
    private static final int DPI = 200;
    private static final int STROKE = 4;
    private static final int STEP = 20;

    private final byte[] pixels = new byte[SIDE * SIDE];

    private void paper(int brightness) {
        Arrays.fill(pixels, (byte) brightness);
    }

    private void strokes(int from, int to, int first, int brightness) {
        for (int y = from; y < to; y++) {
            for (int x = 100 + first; x < 500; x += STEP) {
                Arrays.fill(pixels, y * SIDE + x, y * SIDE + x + STROKE, (byte) brightness);
            }
        }
    }

    private int restored(int x, int y) {
        return Restoration.of(new GrayImage(SIDE, SIDE, pixels), DPI).pixels()[y * SIDE + x] & 0xff;
    }

    @Test
    void whatShinesThroughIsWhiteAndInkBlack() {
        paper(240);
        strokes(100, 500, 0, 40);
        strokes(100, 500, 10, 170);
        assertThat(restored(301, 300)).isZero();
        assertThat(restored(311, 300)).isEqualTo(255);
        assertThat(restored(307, 300)).isEqualTo(255);
    }

    @Test
    void faintInkIsBlackWhateverIsDarkerElsewhere() {
        paper(240);
        strokes(50, 200, 0, 10);
        strokes(350, 550, 0, 165);
        assertThat(restored(301, 100)).isZero();
        assertThat(restored(301, 450)).isZero();
        assertThat(restored(308, 450)).isEqualTo(255);
    }

    @Test
    void aStainIsWhite() {
        paper(240);
        for (int y = 150; y < 450; y++) {
            Arrays.fill(pixels, y * SIDE + 200, y * SIDE + 600, (byte) 120);
        }
        strokes(100, 500, 0, 30);
        assertThat(restored(388, 300)).isEqualTo(255);
        assertThat(restored(381, 300)).isZero();
    }

    @Test
    void grainIsNotBroughtOut() {
        Random random = new Random(3);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.clamp(Math.round(215 + 15 * random.nextGaussian()), 0, 255);
        }
        byte[] white = new byte[SIDE * SIDE];
        Arrays.fill(white, (byte) 255);
        assertThat(Restoration.of(new GrayImage(SIDE, SIDE, pixels), DPI).pixels())
                .isEqualTo(white);
    }
}
