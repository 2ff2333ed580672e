package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** At 200 dots per inch. */
class SmallTypeTest {
    private static final int DPI = 200;
    private static final int WIDTH = 1654;

    private static GrayImage page(double points) {
        return GrayImage.of(TextPage.of(WIDTH, (float) (points * 200 / 72), 12));
    }

    @Test
    void sixPointsAreFewPixels() {
        assertThat(SmallType.isOn(page(6), DPI)).isTrue();
    }

    @Test
    void usualTypeIsLargeEnough() {
        assertThat(SmallType.isOn(page(9), DPI)).isFalse();
        assertThat(SmallType.isOn(page(11), DPI)).isFalse();
    }

    /** Its grain is as dark as faint ink elsewhere, and hangs together in pieces as high as small letters. */
    @Test
    void grainInAStainIsNone() {
        GrayImage page = page(11);
        byte[] pixels = page.pixels().clone();
        Random random = new Random(1);
        for (int y = 1600; y < 2200; y++) {
            for (int x = 200; x < 900; x++) {
                pixels[y * WIDTH + x] = (byte) Math.clamp(Math.round(200 + 12 * random.nextGaussian()), 0, 255);
            }
        }
        assertThat(SmallType.isOn(new GrayImage(WIDTH, page.height(), pixels), DPI))
                .isFalse();
    }

    @Test
    void dotsOfLeadersAreNone() {
        GrayImage page = page(11);
        byte[] pixels = page.pixels().clone();
        for (int dot = 0; dot < 20 * 50; dot++) {
            for (int y = 0; y < 6; y++) {
                int at = (1200 + 40 * (dot / 50) + y) * WIDTH + 200 + 20 * (dot % 50);
                Arrays.fill(pixels, at, at + 6, (byte) 0);
            }
        }
        assertThat(SmallType.isOn(new GrayImage(WIDTH, page.height(), pixels), DPI))
                .isFalse();
    }
}
