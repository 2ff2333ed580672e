package dev.recto.worker.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainBicubicTest {
    private static RgbImage columns(int... values) {
        byte[] rgb = new byte[3 * values.length];
        for (int x = 0; x < values.length; x++) {
            Arrays.fill(rgb, 3 * x, 3 * x + 3, (byte) values[x]);
        }
        return new RgbImage(values.length, 1, rgb);
    }

    private static int[] reds(RgbImage image) {
        int[] reds = new int[image.width() * image.height()];
        Arrays.setAll(reds, i -> image.rgb()[3 * i] & 0xFF);
        return reds;
    }

    @Test
    void theSameSizeIsTheSamePicture() {
        RgbImage image = columns(0, 7, 200, 255);

        assertThat(PlainBicubic.resize(image, 4, 1)).isSameAs(image);
    }

    @Test
    void oneColourStaysOneColour() {
        assertThat(reds(PlainBicubic.resize(columns(77, 77, 77), 11, 5))).containsOnly(77);
    }

    /** Half as wide: weights −3/32, 19/32, 19/32, −3/32 around each centre; what is beyond the edge is the edge. */
    @Test
    void shrinkingLooksAtFourPixelsOnly() {
        assertThat(reds(PlainBicubic.resize(columns(0, 0, 0, 0, 255, 0, 0, 0, 0, 0), 5, 1)))
                .containsExactly(0, 0, 151, 0, 0);
    }

    /** Down as across. */
    @ParameterizedTest
    @ValueSource(ints = {3, 40, 500, 2000, 2500})
    void rowsAreWhatColumnsAre(int length) {
        int[] values = new Random(length).ints(2000, 0, 256).toArray();
        RgbImage across = columns(values);
        RgbImage down = new RgbImage(1, 2000, across.rgb());

        assertThat(PlainBicubic.resize(down, 1, length).rgb())
                .isEqualTo(PlainBicubic.resize(across, length, 1).rgb());
    }

    @Test
    void aLongPictureIsNotWidenedAsAWhole() {
        RgbImage thread = new RgbImage(1, 65_500, new byte[3 * 65_500]);

        assertThat(Allocated.by(() -> PlainBicubic.resize(thread, 800, 800)).bytes())
                .isBetween(3L * 800 * 800, 2 * 3L * 800 * 800);
        assertThat(reds(PlainBicubic.resize(thread, 800, 800))).containsOnly(0);
    }

    @Test
    void edgesAreRoundedUpToWhatABytesHolds() {
        assertThat(reds(PlainBicubic.resize(columns(0, 0, 255, 255), 8, 1))).contains(0, 255);
    }
}
