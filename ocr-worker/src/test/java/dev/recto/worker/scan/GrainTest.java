package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.image.Allocated;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GrainTest {
    private static final int SIDE = 300;

    private static GrayImage paper(double deviation) {
        byte[] pixels = new byte[SIDE * SIDE];
        Random random = new Random(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.clamp(Math.round(200 + deviation * random.nextGaussian()), 0, 255);
        }
        return new GrayImage(SIDE, SIDE, pixels);
    }

    private static double deviation(GrayImage page) {
        double mean = new Histogram(page).mean();
        double sum = 0;
        for (byte pixel : page.pixels()) {
            sum += Math.pow((pixel & 0xff) - mean, 2);
        }
        return Math.sqrt(sum / page.pixels().length);
    }

    @Test
    void isHeavyWhereAllOfThePaperHasIt() {
        assertThat(Grain.isHeavy(paper(20))).isTrue();
        assertThat(Grain.isHeavy(paper(8))).isFalse();
        assertThat(Grain.isHeavy(paper(0))).isFalse();
    }

    @Test
    void lettersAreNone() {
        GrayImage page = paper(0);
        for (int y = 10; y < SIDE - 20; y += 30) {
            for (int x = 10; x < SIDE - 4; x += 12) {
                for (int row = y; row < y + 18; row++) {
                    Arrays.fill(page.pixels(), row * SIDE + x, row * SIDE + x + 3, (byte) 40);
                }
            }
        }
        assertThat(Grain.isHeavy(page)).isFalse();
    }

    @Test
    void isSmoothedWithoutASecondPageOfNumbers() {
        GrayImage page = paper(20);
        assertThat(Allocated.by(() -> Grain.smoothed(page)).bytes()).isLessThan(2 * SIDE * SIDE);
    }

    @Test
    void goesAndThinStrokesStay() {
        GrayImage page = paper(20);
        for (int y = 50; y < 70; y++) {
            Arrays.fill(page.pixels(), y * SIDE + 100, y * SIDE + 102, (byte) 0);
        }
        GrayImage smooth = Grain.smoothed(page);
        assertThat(deviation(smooth)).isLessThan(0.5 * deviation(page));
        assertThat(smooth.pixels()[60 * SIDE + 100] & 0xff).isLessThan(80);
    }

    @Test
    void aFlatPageStaysAsItIs() {
        assertThat(Grain.smoothed(paper(0)).pixels()).isEqualTo(paper(0).pixels());
    }
}
