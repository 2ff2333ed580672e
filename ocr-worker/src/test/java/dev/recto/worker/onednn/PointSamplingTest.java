package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recto.worker.onnx.Operator;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointSamplingTest {
    private static final int[][] SIDES = {{5, 7}, {3, 1}};
    private static final int CELLS = 5 * 7 + 3;
    private static final int POINTS = 3;

    private static float[] random(int count, int seed, float reach) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = reach * (2 * random.nextFloat() - 1);
        }
        return values;
    }

    private record Inputs(
            int images, int queries, int heads, int width, float[] cells, float[] places, float[] weights) {
        static Inputs random(int images, int queries, int heads, int width) {
            int rows = images * queries * heads * SIDES.length * POINTS;
            return new Inputs(
                    images,
                    queries,
                    heads,
                    width,
                    PointSamplingTest.random(images * CELLS * width, 1, 1),
                    PointSamplingTest.random(rows * 2, 2, 1.3f),
                    PointSamplingTest.random(rows, 3, 1));
        }

        float[] sampled(int threads) {
            int points = SIDES.length * POINTS;
            try (Arena arena = Arena.ofShared();
                    PointSampling operator = new PointSampling(new Team(threads));
                    Operator.Kernel kernel = operator.newKernel(new NoAttributes())) {
                MemorySegment out = arena.allocate(JAVA_FLOAT, (long) images * heads * queries * (width + 1));
                MemorySegment[] inputs = {
                    arena.allocateFrom(JAVA_FLOAT, cells),
                    arena.allocateFrom(JAVA_LONG, SIDES[0][0], SIDES[0][1], SIDES[1][0], SIDES[1][1]),
                    arena.allocateFrom(JAVA_FLOAT, places),
                    arena.allocateFrom(JAVA_FLOAT, weights)
                };
                long[][] shapes = {
                    {images, CELLS, width},
                    {SIDES.length, 2},
                    {images, queries, heads, points * 2},
                    {images, queries, heads, points}
                };
                kernel.compute(new Operator.Call() {
                    @Override
                    public long[] shape(int input) {
                        return shapes[input];
                    }

                    @Override
                    public MemorySegment input(int input) {
                        return inputs[input];
                    }

                    @Override
                    public MemorySegment output(long... shape) {
                        assertThat(shape).containsExactly(images, heads, queries, width + 1);
                        return out;
                    }
                });
                return out.toArray(JAVA_FLOAT);
            }
        }

        /** Of every cell the share that is left of its distance from the place. */
        double expected(int image, int query, int head, int channel) {
            double sum = 0;
            int firstCell = image * CELLS;
            for (int map = 0; map < SIDES.length; map++) {
                int height = SIDES[map][0];
                int width = SIDES[map][1];
                for (int point = 0; point < POINTS; point++) {
                    int row = ((image * queries + query) * heads + head) * SIDES.length * POINTS + map * POINTS + point;
                    double x = (places[2 * row] + 1.0) / 2 * width - 0.5;
                    double y = (places[2 * row + 1] + 1.0) / 2 * height - 0.5;
                    for (int cell = 0; cell < height * width; cell++) {
                        double share = Math.max(0, 1 - Math.abs(x - cell % width))
                                * Math.max(0, 1 - Math.abs(y - (double) (cell / width)));
                        double value = channel == this.width ? 1 : cells[(firstCell + cell) * this.width + channel];
                        sum += weights[row] * share * value;
                    }
                }
                firstCell += height * width;
            }
            return sum;
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 8", "2, 37, 3, 20", "1, 40, 2, 33"})
    void isTheWeightedSumOfTheCellsAround(int images, int queries, int heads, int width) {
        Inputs inputs = Inputs.random(images, queries, heads, width);
        float[] sums = inputs.sampled(2);

        int place = 0;
        for (int image = 0; image < images; image++) {
            for (int head = 0; head < heads; head++) {
                for (int query = 0; query < queries; query++) {
                    for (int channel = 0; channel <= width; channel++) {
                        assertThat((double) sums[place++])
                                .isCloseTo(inputs.expected(image, query, head, channel), within(1e-5));
                    }
                }
            }
        }
        assertThat(inputs.sampled(1)).isEqualTo(sums);
    }

    /** Boxes of a broken network. */
    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity", "1e30"})
    void placesThatAreNoneSeeNothing(float place) {
        Inputs inputs = Inputs.random(1, 2, 2, 8);
        Arrays.fill(inputs.places(), place);

        assertThat(inputs.sampled(1)).containsOnly(0);
    }

    private record NoAttributes() implements Operator.Attributes {
        @Override
        public long whole(String name) {
            throw new IllegalArgumentException(name);
        }

        @Override
        public float real(String name) {
            throw new IllegalArgumentException(name);
        }
    }
}
