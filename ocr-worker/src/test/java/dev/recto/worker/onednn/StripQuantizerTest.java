package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripQuantizerTest {
    private final Arena arena = Arena.ofShared();

    @ParameterizedTest
    @CsvSource({"7, 0", "7, -1", "5000, 0", "9001, -0.2"})
    void noElementIsOffByMoreThanHalfAStep(int count, float lowest) {
        Random random = new Random(count);
        MemorySegment strip = arena.allocate(JAVA_FLOAT, count);
        for (int i = 0; i < count; i++) {
            strip.setAtIndex(JAVA_FLOAT, i, lowest + random.nextFloat() * (3 - lowest));
        }
        try (StripQuantizer quantizer = new StripQuantizer()) {
            StripQuantizer.Bytes bytes = quantizer.quantize(strip, count);

            assertThat(bytes.signed()).isEqualTo(lowest < 0);
            float step = bytes.scale().get(JAVA_FLOAT, 0);
            for (int i = 0; i < count; i++) {
                byte value = bytes.values().get(JAVA_BYTE, i);
                int whole = bytes.signed() ? value : value & 0xff;
                assertThat(whole * step).isCloseTo(strip.getAtIndex(JAVA_FLOAT, i), within(step * 0.501f));
            }
        }
    }

    @Test
    void zerosStayZeros() {
        try (StripQuantizer quantizer = new StripQuantizer()) {
            quantizer.quantize(arena.allocateFrom(JAVA_FLOAT, 1, -2, 3), 3);
            StripQuantizer.Bytes zeros = quantizer.quantize(arena.allocate(JAVA_FLOAT, 3), 3);

            assertThat(zeros.values().toArray(JAVA_BYTE)).containsOnly(0);
            assertThat(zeros.scale().get(JAVA_FLOAT, 0)).isZero();
        }
    }

    @Test
    void theLargestOfNothingNegativeIs255() {
        try (StripQuantizer quantizer = new StripQuantizer()) {
            MemorySegment strip = arena.allocateFrom(JAVA_FLOAT, 0, 51, 255, 127.6f);

            assertThat(quantizer.quantize(strip, 4).values().toArray(JAVA_BYTE))
                    .containsExactly(0, 51, (byte) 255, (byte) 128);
        }
    }
}
