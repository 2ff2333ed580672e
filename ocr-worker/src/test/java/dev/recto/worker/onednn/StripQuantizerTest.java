package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripQuantizerTest {
    private final Arena arena = Arena.ofShared();

    /** Cells of one channel. */
    private static List<StripConvolution.Part> whole(MemorySegment strip) {
        return List.of(new StripConvolution.Part(strip, 1));
    }

    @ParameterizedTest
    @CsvSource({"7, 0", "7, -1", "5000, 0", "9001, -0.2"})
    void noElementIsOffByMoreThanHalfAStep(int count, float lowest) {
        Random random = new Random(count);
        MemorySegment strip = arena.allocate(JAVA_FLOAT, count);
        for (int i = 0; i < count; i++) {
            strip.setAtIndex(JAVA_FLOAT, i, lowest + random.nextFloat() * (3 - lowest));
        }
        try (StripQuantizer quantizer = new StripQuantizer()) {
            StripQuantizer.Bytes bytes = quantizer.quantize(whole(strip), count);

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
            quantizer.quantize(whole(arena.allocateFrom(JAVA_FLOAT, 1, -2, 3)), 3);
            StripQuantizer.Bytes zeros = quantizer.quantize(whole(arena.allocate(JAVA_FLOAT, 3)), 3);

            assertThat(zeros.values().toArray(JAVA_BYTE)).containsOnly(0);
            assertThat(zeros.scale().get(JAVA_FLOAT, 0)).isZero();
        }
    }

    @Test
    void theLargestOfNothingNegativeIs255() {
        try (StripQuantizer quantizer = new StripQuantizer()) {
            MemorySegment strip = arena.allocateFrom(JAVA_FLOAT, 0, 51, 255, 127.6f);

            assertThat(quantizer.quantize(whole(strip), 4).values().toArray(JAVA_BYTE))
                    .containsExactly(0, 51, (byte) 255, (byte) 128);
        }
    }

    /** Of many cells, and of cells wider than what is rounded at once. */
    @ParameterizedTest
    @CsvSource({"3, 2, 1", "1000, 7, 5", "5, 5000, 3", "300, 48, 336"})
    void partsAreAsGoodAsTheirUnion(int cells, int width, int otherWidth) {
        Random random = new Random(width);
        MemorySegment left = arena.allocate(JAVA_FLOAT, (long) cells * width);
        MemorySegment right = arena.allocate(JAVA_FLOAT, (long) cells * otherWidth);
        int all = width + otherWidth;
        MemorySegment both = arena.allocate(JAVA_FLOAT, (long) cells * all);
        for (int cell = 0; cell < cells; cell++) {
            for (int channel = 0; channel < all; channel++) {
                boolean first = channel < width;
                float number = first ? random.nextFloat() : random.nextFloat() * 4 - 2;
                long place = first ? (long) cell * width + channel : (long) cell * otherWidth + channel - width;
                (first ? left : right).setAtIndex(JAVA_FLOAT, place, number);
                both.setAtIndex(JAVA_FLOAT, (long) cell * all + channel, number);
            }
        }
        try (StripQuantizer ofParts = new StripQuantizer();
                StripQuantizer ofUnion = new StripQuantizer()) {
            StripQuantizer.Bytes parts = ofParts.quantize(
                    List.of(new StripConvolution.Part(left, width), new StripConvolution.Part(right, otherWidth)),
                    cells);
            StripQuantizer.Bytes union = ofUnion.quantize(List.of(new StripConvolution.Part(both, all)), cells);

            assertThat(parts.signed()).isEqualTo(union.signed());
            assertThat(parts.values().toArray(JAVA_BYTE))
                    .isEqualTo(union.values().toArray(JAVA_BYTE));
            assertThat(parts.scale().get(JAVA_FLOAT, 0)).isEqualTo(union.scale().get(JAVA_FLOAT, 0));
        }
    }
}
