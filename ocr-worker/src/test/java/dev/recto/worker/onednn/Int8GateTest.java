package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.recto.worker.onnx.Operator;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Int8GateTest {
    @BeforeAll
    static void onlyOnProcessorsThatMultiplyBytes() {
        assumeThat(OneDnn.multipliesBytes()).isTrue();
    }

    private final Random random = new Random(7);

    @ParameterizedTest
    @CsvSource({"1, 64, 32", "3, 5, 7", "9, 100, 48", "600, 32, 64", "1, 200, 64", "2, 1000, 96"})
    void isTheProductOfGatesAndUps(int rows, int inner, int in) {
        float[] x = floats(rows * in);
        byte[] weights = new byte[2 * inner * in];
        random.nextBytes(weights);
        float[] scales = floats(2 * inner);
        try (Arena arena = Arena.ofShared();
                Int8Gate operator = new Int8Gate(new Team(2));
                Operator.Kernel kernel = operator.newKernel(new NoAttributes())) {
            MemorySegment[] inputs = {
                arena.allocateFrom(JAVA_FLOAT, x),
                arena.allocateFrom(JAVA_BYTE, weights),
                arena.allocateFrom(JAVA_FLOAT, scales)
            };
            MemorySegment y = arena.allocate(JAVA_FLOAT, (long) rows * inner);
            Operator.Call call = new Operator.Call() {
                @Override
                public long[] shape(int input) {
                    return input == 0 ? new long[] {1, rows, in} : new long[] {2L * inner, in};
                }

                @Override
                public MemorySegment input(int input) {
                    return inputs[input];
                }

                @Override
                public MemorySegment output(long... shape) {
                    assertThat(shape).containsExactly(1, rows, inner);
                    return y;
                }
            };
            kernel.compute(call);
            kernel.compute(call);

            for (int row = 0; row < rows; row++) {
                float[] rounded = rounded(x, row * in, in);
                for (int i = 0; i < inner; i++) {
                    double gate = product(rounded, weights, i * in) * scales[i];
                    double up = product(rounded, weights, (inner + i) * in) * scales[inner + i];
                    double expected = gate / (1 + Math.exp(-gate)) * up;
                    assertThat((double) y.getAtIndex(JAVA_FLOAT, (long) row * inner + i))
                            .isCloseTo(expected, within(1e-4 * (1 + Math.abs(expected))));
                }
            }
        }
    }

    private record NoAttributes() implements Operator.Attributes {
        @Override
        public long whole(String name) {
            throw new AssertionError(name);
        }

        @Override
        public float real(String name) {
            throw new AssertionError(name);
        }
    }

    /** To 8 bits and back. */
    private static float[] rounded(float[] x, int from, int in) {
        float largest = 0;
        for (int i = 0; i < in; i++) {
            largest = Math.max(largest, Math.abs(x[from + i]));
        }
        float[] rounded = new float[in];
        for (int i = 0; i < in; i++) {
            rounded[i] = (float) Math.rint(x[from + i] * (127 / largest)) * (largest / 127);
        }
        return rounded;
    }

    private static double product(float[] x, byte[] weights, int from) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * weights[from + i];
        }
        return sum;
    }

    private float[] floats(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (random.nextFloat() - 0.5f) * 0.2f;
        }
        return values;
    }
}
