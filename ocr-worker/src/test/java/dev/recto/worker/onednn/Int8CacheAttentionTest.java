package dev.recto.worker.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Int8CacheAttentionTest {
    @BeforeAll
    static void onlyOnProcessorsThatMultiplyBytes() {
        assumeThat(OneDnn.multipliesBytes()).isTrue();
    }

    /** One sequence, [places, heads · size]. */
    private record Sequence(int heads, int keyHeads, int size, float[] q, float[] k, float[] v) {
        static Sequence random(int places, int heads, int keyHeads, int size) {
            Random random = new Random(places);
            return new Sequence(
                    heads,
                    keyHeads,
                    size,
                    floats(random, places * heads * size),
                    floats(random, places * keyHeads * size),
                    floats(random, places * keyHeads * size));
        }

        private static float[] floats(Random random, int count) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) (random.nextGaussian() * 1.5);
            }
            return values;
        }

        int places() {
            return q.length / heads / size;
        }

        float[] queries(int from, int to) {
            return Arrays.copyOfRange(q, from * heads * size, to * heads * size);
        }

        float[] keys(int from, int to) {
            return Arrays.copyOfRange(k, from * keyHeads * size, to * keyHeads * size);
        }

        float[] values(int from, int to) {
            return Arrays.copyOfRange(v, from * keyHeads * size, to * keyHeads * size);
        }

        /** In runs of so many places, the last one of what is left. */
        float[] attended(int threads, int... lengths) {
            float[] all = new float[q.length];
            try (CacheRun cache = new CacheRun(threads, 1, heads, keyHeads, size, places())) {
                int from = 0;
                for (int i = 0; from < places(); i++) {
                    int to = Math.min(places(), from + lengths[Math.min(i, lengths.length - 1)]);
                    float[] part = cache.attend(new int[] {from}, queries(from, to), keys(from, to), values(from, to));
                    System.arraycopy(part, 0, all, from * heads * size, part.length);
                    from = to;
                }
            }
            return all;
        }

        /** With keys and values rounded to bytes, or as they are. */
        double[] expected(int place, int head, boolean rounded) {
            int shared = heads / keyHeads;
            float[] keys = rounded ? rounded(k) : k;
            float[] values = rounded ? rounded(v) : v;
            double[] answer = new double[size];
            double sum = 0;
            for (int other = 0; other <= place; other++) {
                int row = (other * keyHeads + head / shared) * size;
                double score = 0;
                for (int i = 0; i < size; i++) {
                    score += (double) q[(place * heads + head) * size + i] * keys[row + i];
                }
                double weight = Math.exp(score / Math.sqrt(size));
                sum += weight;
                for (int i = 0; i < size; i++) {
                    answer[i] += weight * values[row + i];
                }
            }
            for (int i = 0; i < size; i++) {
                answer[i] /= sum;
            }
            return answer;
        }

        private float[] rounded(float[] rows) {
            float[] rounded = new float[rows.length];
            for (int from = 0; from < rows.length; from += size) {
                float largest = 0;
                for (int i = from; i < from + size; i++) {
                    largest = Math.max(largest, Math.abs(rows[i]));
                }
                for (int i = from; i < from + size; i++) {
                    rounded[i] = (float) Math.rint(rows[i] * 127 / largest) * largest / 127;
                }
            }
            return rounded;
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 1, 32", "5, 4, 4, 16", "257, 4, 2, 32", "300, 2, 1, 128", "530, 16, 8, 64", "40, 3, 1, 80"})
    void isTheAttentionToKeysAndValuesOfBytes(int places, int heads, int keyHeads, int size) {
        Sequence sequence = Sequence.random(places, heads, keyHeads, size);
        float[] attended = sequence.attended(2, places);
        for (int place = 0; place < places; place += 1 + place / 7) {
            for (int head = 0; head < heads; head++) {
                double[] rounded = sequence.expected(place, head, true);
                double[] exact = sequence.expected(place, head, false);
                for (int i = 0; i < size; i++) {
                    float actual = attended[(place * heads + head) * size + i];
                    // 16 bits of queries and weights, and rounding that falls to the other side here.
                    assertThat(actual).isCloseTo((float) rounded[i], within(4e-3f));
                    // 8 bits of keys and of values of magnitude 5.
                    assertThat(actual).isCloseTo((float) exact[i], within(0.12f));
                }
            }
        }
    }

    /** Neither how a prompt is cut, nor by how many threads it is read; steps of one place included. */
    @ParameterizedTest
    @CsvSource({"530, 4, 2, 32", "70, 3, 1, 16"})
    void howAPromptIsCutDoesNotMatter(int places, int heads, int keyHeads, int size) {
        Sequence sequence = Sequence.random(places, heads, keyHeads, size);
        float[] whole = sequence.attended(1, places);
        assertThat(sequence.attended(3, places)).isEqualTo(whole);
        assertThat(sequence.attended(2, 7, 100, 33)).isEqualTo(whole);
        assertThat(sequence.attended(2, 1)).isEqualTo(whole);
    }

    @Test
    void aSequenceDoesNotDependOnThoseBesideIt() {
        Sequence one = Sequence.random(290, 4, 2, 32);
        Sequence other = Sequence.random(20, 4, 2, 32);
        float[] alone = one.attended(2, 289, 1);
        try (CacheRun both = new CacheRun(2, 2, 4, 2, 32, 300);
                CacheRun single = new CacheRun(2, 1, 4, 2, 32, 300)) {
            // Each of two slots in turn, as prompts go; the step is of both.
            float[] q = one.queries(0, 289);
            single.attend(new int[] {0}, q, one.keys(0, 289), one.values(0, 289));
            both.attend(
                    new int[] {0, 0},
                    twice(one.queries(0, 289), one.queries(1, 290)),
                    twice(one.keys(0, 289), one.keys(1, 290)),
                    twice(one.values(0, 289), one.values(1, 290)));
            float[] step = both.attend(
                    new int[] {289, 19},
                    twice(one.queries(289, 290), other.queries(19, 20)),
                    twice(one.keys(289, 290), other.keys(19, 20)),
                    twice(one.values(289, 290), other.values(19, 20)));
            assertThat(Arrays.copyOf(step, 4 * 32)).isEqualTo(Arrays.copyOfRange(alone, 289 * 4 * 32, 290 * 4 * 32));
        }
    }

    private static float[] twice(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void nodesOfAnOperatorMayHaveHeadsOfSeveralSizes() {
        Sequence small = Sequence.random(40, 4, 2, 32);
        Sequence large = Sequence.random(40, 2, 1, 64);
        try (Int8CacheAttention operator = new Int8CacheAttention(new Team(2))) {
            for (Sequence each : List.of(small, large, small)) {
                try (CacheRun run = new CacheRun(operator, 1, each.heads(), each.keyHeads(), each.size(), 40)) {
                    assertThat(run.attend(new int[] {0}, each.q(), each.k(), each.v()))
                            .isEqualTo(each.attended(2, 40));
                }
            }
        }
    }

    @Test
    void nothingIsWrittenBeyondTheCache() {
        Sequence sequence = Sequence.random(257, 2, 1, 32);
        try (CacheRun cache = new CacheRun(1, 1, 2, 1, 32, 256)) {
            assertThatThrownBy(() -> cache.attend(
                            new int[] {0}, sequence.queries(0, 257), sequence.keys(0, 257), sequence.values(0, 257)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("does not fit");
        }
    }

    /** oneDNN takes a reference kernel, a hundred times slower, without a word where it has no other. */
    @ParameterizedTest
    @CsvSource({"1, 4", "12, 4", "32, 2", "9, 64"})
    void productsHaveFastKernels(int blocks, int rows) {
        CacheOrder order = CacheOrder.of(128);
        try (Layout keys = order.keys(blocks);
                Layout x = Layout.matrices(OneDnn.UINT8, blocks, rows, 128);
                Layout y = Layout.matrices(OneDnn.FLOAT, blocks, rows, CacheOrder.PLACES);
                PostOperations none = new PostOperations();
                Engine engine = new Engine();
                ProductPlan plan = ProductPlan.of(engine, x, keys, y, none)) {
            assertThat(plan.implementation()).contains("brg");
        }
    }
}
