package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.image.RgbImage;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrientationsTest {
    private final Orientations orientations = new Orientations(1, 4);

    @AfterAll
    void close() {
        orientations.close();
    }

    @ParameterizedTest
    @EnumSource(Turn.class)
    void tellsHowAPageStands(Turn turn) {
        RgbImage page = TextPage.of(1090, 17, 40);
        assertThat(orientations.of(turn.inverse().apply(page))).isEqualTo(turn);
    }

    /** In a picture of this size, and with this type, Tesseract sees pages on their head, if they aren't enlarged. */
    @ParameterizedTest
    @CsvSource({"770, 12", "1090, 11", "1090, 13"})
    void smallTypeIsNotTakenForTurned(int width, float type) {
        assertThat(orientations.of(TextPage.of(width, type, 50))).isEqualTo(Turn.NONE);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3000", "3, 40000", "4000000, 4", "600, 800", "3000, 3000"})
    void aPageOfAnySizeWithoutTextStays(int width, int height) {
        byte[] white = new byte[3 * width * height];
        Arrays.fill(white, (byte) 0xff);
        assertThat(orientations.of(new RgbImage(width, height, white))).isEqualTo(Turn.NONE);
    }
}
