package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Box;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** At 200 dots per inch. */
class StrokesTest {
    private static final Box PLACE = new Box(10, 10, 90, 40);
    private static final int WIDTH = 100;

    private static GrayImage paper() {
        byte[] pixels = new byte[WIDTH * 50];
        Random random = new Random(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.clamp(Math.round(220 + 10 * random.nextGaussian()), 0, 255);
        }
        return new GrayImage(WIDTH, 50, pixels);
    }

    @Test
    void grainIsNone() {
        assertThat(Strokes.areIn(paper(), PLACE, 200)).isFalse();
    }

    @Test
    void aDigitIs() {
        GrayImage page = paper();
        for (int y = 15; y < 33; y++) {
            Arrays.fill(page.pixels(), y * WIDTH + 50, y * WIDTH + 53, (byte) 60);
        }
        assertThat(Strokes.areIn(page, PLACE, 200)).isTrue();
        assertThat(Strokes.areIn(page, new Box(10, 10, 45, 40), 200)).isFalse();
    }
}
