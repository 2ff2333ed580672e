package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductsTest {
    @BeforeAll
    static void onlyOnProcessorsThatMultiplyBytes() {
        assumeThat(OneDnn.multipliesBytes()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 64, 32", "3, 96, 588", "8, 100, 7", "600, 128, 256", "1, 200, 64", "2, 1000, 96"})
    void sumsExactlyAndScalesRowsAndColumns(int rows, int out, int in) {
        Random random = new Random(rows);
        byte[] x = bytes(random, rows * in);
        byte[] w = bytes(random, out * in);
        float[] rowScales = floats(random, rows);
        float[] columnScales = floats(random, out);
        try (Arena arena = Arena.ofShared();
                Team team = new Team(2);
                SharedProducts products = new SharedProducts(team)) {
            MemorySegment y = arena.allocate(JAVA_FLOAT, (long) rows * out);
            SharedMatrix matrix = products.pack(
                    arena.allocateFrom(JAVA_BYTE, w), arena.allocateFrom(JAVA_FLOAT, columnScales), out, in);
            for (int run = 0; run < 2; run++) {
                products.multiply(
                        new Int8Rows(arena.allocateFrom(JAVA_BYTE, x), arena.allocateFrom(JAVA_FLOAT, rowScales), rows),
                        matrix,
                        y);
            }
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < out; column++) {
                    int sum = 0;
                    for (int i = 0; i < in; i++) {
                        sum += x[row * in + i] * w[column * in + i];
                    }
                    float expected = sum * columnScales[column] * rowScales[row];
                    assertThat(y.getAtIndex(JAVA_FLOAT, (long) row * out + column))
                            .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-5f * Math.abs(expected)));
                }
            }
        }
    }

    /** oneDNN says nothing of it, but is a thousand times slower, when a form of product has no kernel. */
    @ParameterizedTest
    @CsvSource({"1, 6144, 1024", "8, 1024, 3072", "576, 4096, 1024", "2240, 1024, 4096"})
    void aProcessorOfBytesHasAKernelForEveryForm(int rows, int out, int in) {
        try (Engine engine = new Engine();
                ProductPlan plain = Int8Product.PLAIN.plan(engine, null, rows, out, in, 2 * out)) {
            for (Int8Product product : Int8Product.values()) {
                try (ProductPlan plan = product.plan(engine, plain.weights(), rows, out, in, 2 * out)) {
                    assertThat(plan.implementation()).startsWith("brg");
                }
            }
        }
    }

    private static byte[] bytes(Random random, int count) {
        byte[] values = new byte[count];
        random.nextBytes(values);
        for (int i = 0; i < count; i++) {
            values[i] = (byte) Math.max(-127, values[i]);
        }
        return values;
    }

    private static float[] floats(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }
}
