package dev.recto.worker.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.image.Allocated;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** Columns first would be 65,000 by 3,508 pixels, rows first 1 by 65,000 become 2,480 by 65,000. */
    @ParameterizedTest
    @CsvSource({"65000, 1", "1, 65000"})
    void nothingBetweenIsMuchLargerThanBothEnds(int width, int height) {
        byte[] white = new byte[65_000];
        Arrays.fill(white, (byte) 255);
        Allocated<byte[]> page = Allocated.by(() -> Resampler.resize(white, 1, width, height, 2480, 3508));
        assertThat(page.result()).hasSize(2480 * 3508).containsOnly(255);
        assertThat(page.bytes()).isLessThan(2 * 2480 * 3508);
    }

    @Test
    void sameSizeIsTheSame() {
        byte[] pixels = {1, 2, 3, 4};
        assertThat(Resampler.resize(pixels, 1, 2, 2, 2, 2)).isSameAs(pixels);
    }
}
