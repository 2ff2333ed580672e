package dev.recto.worker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramingTest {
    private static RgbImage filled(int width, int height, int level) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) level);
        return new RgbImage(width, height, rgb);
    }

    private static int level(RgbImage image, int x, int y) {
        return image.rgb()[3 * (y * image.width() + x)] & 0xFF;
    }

    @Test
    void aWidePageLiesBetweenBars() {
        RgbImage padded = Framing.pad(filled(40, 20, 10), 80, 127);

        assertThat(padded.width()).isEqualTo(80);
        assertThat(padded.height()).isEqualTo(80);
        assertThat(level(padded, 0, 19)).isEqualTo(127);
        assertThat(level(padded, 0, 20)).isEqualTo(10);
        assertThat(level(padded, 79, 59)).isEqualTo(10);
        assertThat(level(padded, 79, 60)).isEqualTo(127);
    }

    @Test
    void aTallPageStandsBetweenBars() {
        RgbImage padded = Framing.pad(filled(30, 60, 10), 20, 127);

        assertThat(level(padded, 4, 0)).isEqualTo(127);
        assertThat(level(padded, 5, 0)).isEqualTo(10);
        assertThat(level(padded, 14, 19)).isEqualTo(10);
        assertThat(level(padded, 15, 19)).isEqualTo(127);
    }

    @Test
    void halvesRoundToEven() {
        // Five rows remain: 2.5 above.
        assertThat(level(Framing.pad(filled(10, 5, 10), 10, 127), 0, 2)).isEqualTo(10);
        // Three rows remain: 1.5 above.
        assertThat(level(Framing.pad(filled(10, 7, 10), 10, 127), 0, 1)).isEqualTo(127);
    }

    @Test
    void theThinnestPageKeepsAPixel() {
        assertThat(level(Framing.pad(filled(1000, 1, 10), 100, 127), 0, 50)).isEqualTo(10);
    }

    @Test
    void tilesComeRowByRow() {
        RgbImage image = filled(4, 2, 0);
        for (int pixel = 0; pixel < 8; pixel++) {
            image.rgb()[3 * pixel] = (byte) pixel;
        }

        List<RgbImage> tiles = Framing.tiles(image, 2);

        assertThat(tiles).hasSize(2);
        assertThat(level(tiles.get(0), 1, 1)).isEqualTo(5);
        assertThat(level(tiles.get(1), 0, 0)).isEqualTo(2);
        assertThatThrownBy(() -> Framing.tiles(image, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cropsStayInside() {
        assertThatThrownBy(() -> filled(4, 4, 0).crop(2, 2, 3, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> filled(4, 4, 0).crop(-1, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
