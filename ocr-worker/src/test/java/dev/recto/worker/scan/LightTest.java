package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LightTest {
    /** A speck on every second pixel: wherever it is looked at, there is ink. */
    @Test
    void aPageThatShowsNoPaperStaysAsItIs() {
        GrayImage page = image(640, 640, 0xff);
        for (int y = 0; y < page.height(); y += 2) {
            for (int x = 0; x < page.width(); x += 2) {
                page.pixels()[y * page.width() + x] = 0;
            }
        }

        assertThat(Light.even(page)).isSameAs(page);
    }

    @Test
    void paperIsAsBrightEverywhereUnderEvenLight() {
        GrayImage page = image(640, 640, 0);
        for (int i = 0; i < page.pixels().length; i++) {
            page.pixels()[i] = (byte) (100 + i % page.width() / 5);
        }
        assertThat(Light.isUneven(page)).isTrue();

        assertThat(Light.isUneven(Light.even(page))).isFalse();
    }

    private static GrayImage image(int width, int height, int shade) {
        byte[] pixels = new byte[width * height];
        Arrays.fill(pixels, (byte) shade);
        return new GrayImage(width, height, pixels);
    }
}
