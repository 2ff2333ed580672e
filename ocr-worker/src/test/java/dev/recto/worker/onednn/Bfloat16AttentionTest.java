package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.recto.worker.onnx.Operator;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bfloat16AttentionTest {
    private static final float SCALE = 0.3f;

    /** Of weights that sum to 1, each rounded to 8 bits, and of values of magnitude 1 likewise; scores are off by as much. */
    private static final Offset<Float> ROUNDING = Offset.offset(0.03f);

    @BeforeAll
    static void onlyOnProcessorsThatHaveIt() {
        assumeThat(Bfloat16Attention.isFast()).isTrue();
    }

    /** Of a batch of so many, heads · size wide. */
    private record Input(int batch, int places, int heads, int size, int valueSize, float[] q, float[] k, float[] v) {
        static Input random(int batch, int places, int heads, int size, int valueSize) {
            Random random = new Random(places);
            return new Input(
                    batch,
                    places,
                    heads,
                    size,
                    valueSize,
                    floats(random, batch * places * heads * size),
                    floats(random, batch * places * heads * size),
                    floats(random, batch * places * heads * valueSize));
        }

        private static float[] floats(Random random, int count) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = 2 * random.nextFloat() - 1;
            }
            return values;
        }

        float[] attended(int threads) {
            try (Arena arena = Arena.ofShared();
                    Bfloat16Attention operator = new Bfloat16Attention(new Team(threads));
                    Operator.Kernel kernel = operator.newKernel(new GivenAttributes(heads))) {
                MemorySegment out = arena.allocate(JAVA_FLOAT, v.length);
                MemorySegment[] inputs = {
                    arena.allocateFrom(JAVA_FLOAT, q),
                    arena.allocateFrom(JAVA_FLOAT, k),
                    arena.allocateFrom(JAVA_FLOAT, v)
                };
                Operator.Call call = new Operator.Call() {
                    @Override
                    public long[] shape(int input) {
                        return new long[] {batch, places, (long) heads * (input == 2 ? valueSize : size)};
                    }

                    @Override
                    public MemorySegment input(int input) {
                        return inputs[input];
                    }

                    @Override
                    public MemorySegment output(long... shape) {
                        assertThat(shape).containsExactly(batch, places, (long) heads * valueSize);
                        return out;
                    }
                };
                kernel.compute(call);
                kernel.compute(call);
                return out.toArray(JAVA_FLOAT);
            }
        }

        float expected(int image, int head, int place, int column) {
            double[] weights = new double[places];
            double sum = 0;
            for (int other = 0; other < places; other++) {
                double score = 0;
                for (int i = 0; i < size; i++) {
                    score += q[at(image, place, head, i, size)] * k[at(image, other, head, i, size)];
                }
                weights[other] = Math.exp(SCALE * score);
                sum += weights[other];
            }
            double answer = 0;
            for (int other = 0; other < places; other++) {
                answer += weights[other] / sum * v[at(image, other, head, column, valueSize)];
            }
            return (float) answer;
        }

        int at(int image, int place, int head, int column, int width) {
            return ((image * places + place) * heads + head) * width + column;
        }
    }

    private record GivenAttributes(int heads) implements Operator.Attributes {
        @Override
        public long whole(String name) {
            assertThat(name).isEqualTo("num_heads");
            return heads;
        }

        @Override
        public float real(String name) {
            assertThat(name).isEqualTo("scale");
            return SCALE;
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 8, 8", "1, 5, 3, 8, 8", "2, 49, 2, 20, 12", "1, 301, 2, 64, 64", "3, 17, 1, 80, 64"})
    void isTheAttentionOfEachHeadAmongThePlacesOfItsImage(int batch, int places, int heads, int size, int valueSize) {
        Input input = Input.random(batch, places, heads, size, valueSize);
        float[] attended = input.attended(2);
        for (int image = 0; image < batch; image++) {
            for (int head = 0; head < heads; head++) {
                for (int place = 0; place < places; place++) {
                    for (int column = 0; column < valueSize; column++) {
                        assertThat(attended[input.at(image, place, head, column, valueSize)])
                                .isCloseTo(input.expected(image, head, place, column), ROUNDING);
                    }
                }
            }
        }
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        Input input = Input.random(2, 70, 5, 16, 16);
        assertThat(input.attended(3)).isEqualTo(input.attended(1));
    }
}
