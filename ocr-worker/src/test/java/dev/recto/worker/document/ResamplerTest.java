package dev.recto.worker.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 10, 11, 20, 33})
    void whiteStaysWhite(int size) {
        byte[] white = new byte[3 * 10 * 10];
        Arrays.fill(white, (byte) 255);
        byte[] resized = Resampler.resize(white, 3, 10, 10, size, size);
        assertThat(resized).hasSize(3 * size * size).containsOnly(255);
    }

    @Test
    void halvingTakesTheMeanOfNeighboursThatExist() {
        byte[] row = {0, 0, 100, 100, 0, 0, 0, 0};
        assertThat(Resampler.resize(row, 1, 8, 1, 4, 1)).containsExactly(14, 75, 13, 0);
    }

    @Test
    void channelsDoNotMix() {
        byte[] pixels = {10, 20, 30, 10, 20, 30, 10, 20, 30, 10, 20, 30};
        assertThat(Resampler.resize(pixels, 3, 2, 2, 1, 1)).containsExactly(10, 20, 30);
    }

    @Test
    void sameSizeIsTheSame() {
        byte[] pixels = {1, 2, 3, 4};
        assertThat(Resampler.resize(pixels, 1, 2, 2, 2, 2)).isSameAs(pixels);
    }
}
