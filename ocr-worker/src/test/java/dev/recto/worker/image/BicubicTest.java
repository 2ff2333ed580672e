package dev.recto.worker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the reference pictures do not show; that whole pages equal Pillow's is checked with the snapshots. */
class BicubicTest {
    private static RgbImage noise(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(5).nextBytes(rgb);
        return new RgbImage(width, height, rgb);
    }

    private static RgbImage grey(int width, int height, int... levels) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < levels.length; i++) {
            Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) levels[i]);
        }
        return new RgbImage(width, height, rgb);
    }

    private static int[] levels(RgbImage image) {
        int[] levels = new int[image.width() * image.height()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = image.rgb()[3 * i] & 0xFF;
        }
        return levels;
    }

    @Test
    void theSameSizeChangesNothing() {
        RgbImage image = noise(7, 5);

        assertThat(Bicubic.resize(image, 7, 5)).isSameAs(image);
    }

    @Test
    void inBandsItIsTheSame() {
        RgbImage image = noise(5, 400);
        assertThat(Bicubic.resize(image, 31, 60, 2000).rgb())
                .isEqualTo(Bicubic.resize(image, 31, 60).rgb());
        assertThat(Bicubic.resize(image, 31, 900, 1).rgb())
                .isEqualTo(Bicubic.resize(image, 31, 900).rgb());
    }

    @Tag("thorough")
    @Test
    void aLongStripFitsIntoMemory() {
        RgbImage strip = Bicubic.resize(noise(1, 1_000_000), 640, 640);
        assertThat(strip.width()).isEqualTo(640);
        assertThat(strip.height()).isEqualTo(640);
    }

    @Test
    void anEvenAreaStaysEven() {
        RgbImage image = grey(3, 3, 90, 90, 90, 90, 90, 90, 90, 90, 90);

        assertThat(levels(Bicubic.resize(image, 8, 2))).containsOnly(90);
    }

    @Test
    void edgesOvershootAndAreClipped() {
        // By Keys' kernel with a = -0.5 at quarters, normalised at the border.
        assertThat(levels(Bicubic.resize(grey(4, 1, 0, 0, 255, 255), 8, 1)))
                .containsExactly(0, 0, 0, 52, 203, 255, 255, 255);
    }

    @Test
    void shrinkingAveragesOverAllPixels() {
        assertThat(levels(Bicubic.resize(grey(4, 1, 0, 255, 0, 255), 1, 1))).containsExactly(128);
    }

    @Test
    void onePixelBecomesAnyNumber() {
        assertThat(levels(Bicubic.resize(grey(1, 1, 33), 3, 4)))
                .containsOnly(33)
                .hasSize(12);
    }

    @Test
    void passesRoundBetweenThem() {
        RgbImage image = noise(40, 30);

        assertThat(Bicubic.resize(image, 17, 23).rgb())
                .isEqualTo(Bicubic.resize(Bicubic.resize(image, 17, 30), 17, 23).rgb());
    }

    @Test
    void refusesSizesThatAreNone() {
        assertThatThrownBy(() -> Bicubic.resize(noise(2, 2), 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
