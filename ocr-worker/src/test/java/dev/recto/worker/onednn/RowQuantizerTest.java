package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowQuantizerTest {
    private final Arena arena = Arena.ofShared();

    @Test
    void theLargestMagnitudeOfEachRowIs127() {
        MemorySegment rows = arena.allocateFrom(JAVA_FLOAT, 0.5f, -1, 0.25f, 3, 0.02f, -0.01f);
        try (Team team = new Team(1);
                RowQuantizer quantizer = new RowQuantizer(team)) {
            Int8Rows quantized = quantizer.quantize(rows, 2, 3);

            assertThat(quantized.bytes().toArray(JAVA_BYTE)).containsExactly(64, -127, 32, 127, 1, 0);
            assertThat(quantized.scales().toArray(JAVA_FLOAT)).containsExactly(1 / 127f, 3 / 127f);
        }
    }

    @Test
    void rowsOfZerosStayZeros() {
        try (Team team = new Team(1);
                RowQuantizer quantizer = new RowQuantizer(team)) {
            quantizer.quantize(arena.allocateFrom(JAVA_FLOAT, 1, 2, 3, 4), 1, 4);
            Int8Rows zeros = quantizer.quantize(arena.allocate(JAVA_FLOAT, 4), 1, 4);

            assertThat(zeros.bytes().toArray(JAVA_BYTE)).containsOnly(0);
            assertThat(zeros.scales().getAtIndex(JAVA_FLOAT, 0)).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 7, 2", "3, 1000, 1", "301, 513, 3"})
    void noElementIsOffByMoreThanHalfAStep(int count, int width, int threads) {
        Random random = new Random(count);
        MemorySegment rows = arena.allocate(JAVA_FLOAT, (long) count * width);
        for (long i = 0; i < (long) count * width; i++) {
            rows.setAtIndex(JAVA_FLOAT, i, (float) random.nextGaussian());
        }
        try (Team team = new Team(threads);
                RowQuantizer quantizer = new RowQuantizer(team)) {
            Int8Rows quantized = quantizer.quantize(rows, count, width);

            for (int i = 0; i < count * width; i++) {
                float scale = quantized.scales().getAtIndex(JAVA_FLOAT, i / width);
                assertThat(quantized.bytes().get(JAVA_BYTE, i) * scale)
                        .isCloseTo(rows.getAtIndex(JAVA_FLOAT, i), offset(scale * 0.501f));
            }
        }
    }
}
