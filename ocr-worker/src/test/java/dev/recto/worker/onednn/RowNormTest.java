package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recto.worker.onnx.Operator;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowNormTest {
    private static final float EPSILON = 1e-5f;

    private static float[] random(int count, int seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian() + 0.3f;
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 8", "2, 700, 33", "1, 1025, 256"})
    void isTheNormOfEachRow(int images, int rows, int width) {
        float[] x = random(images * rows * width, 1);
        float[] factors = random(width, 2);
        float[] shifts = random(width, 3);
        float[] normed;
        try (Arena arena = Arena.ofShared();
                RowNorm operator = new RowNorm(new Team(2));
                Operator.Kernel kernel = operator.newKernel(new GivenEpsilon())) {
            MemorySegment out = arena.allocate(JAVA_FLOAT, x.length);
            MemorySegment[] inputs = {
                arena.allocateFrom(JAVA_FLOAT, x),
                arena.allocateFrom(JAVA_FLOAT, factors),
                arena.allocateFrom(JAVA_FLOAT, shifts)
            };
            kernel.compute(new Operator.Call() {
                @Override
                public long[] shape(int input) {
                    return input == 0 ? new long[] {images, rows, width} : new long[] {width};
                }

                @Override
                public MemorySegment input(int input) {
                    return inputs[input];
                }

                @Override
                public MemorySegment output(long... shape) {
                    assertThat(shape).containsExactly(images, rows, width);
                    return out;
                }
            });
            normed = out.toArray(JAVA_FLOAT);
        }
        for (int row = 0; row < images * rows; row++) {
            double mean = 0;
            for (int i = 0; i < width; i++) {
                mean += x[row * width + i] / (double) width;
            }
            double variance = 0;
            for (int i = 0; i < width; i++) {
                variance += Math.pow(x[row * width + i] - mean, 2) / width;
            }
            for (int i = 0; i < width; i++) {
                double expected = (x[row * width + i] - mean) / Math.sqrt(variance + EPSILON) * factors[i] + shifts[i];
                assertThat((double) normed[row * width + i]).isCloseTo(expected, within(1e-4));
            }
        }
    }

    private record GivenEpsilon() implements Operator.Attributes {
        @Override
        public long whole(String name) {
            throw new IllegalArgumentException(name);
        }

        @Override
        public float real(String name) {
            assertThat(name).isEqualTo("epsilon");
            return EPSILON;
        }
    }
}
