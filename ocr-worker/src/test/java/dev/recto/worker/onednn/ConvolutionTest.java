package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.recto.worker.onnx.Operator;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionTest {
    @BeforeAll
    static void onlyOnProcessorsThatHaveIt() {
        assumeThat(RowwiseInt8.isSupported()).isTrue();
    }

    private record GivenAttributes(int maps, int stride, Activation activation) implements Operator.Attributes {
        @Override
        public long whole(String name) {
            return switch (name) {
                case "maps" -> maps;
                case "stride" -> stride;
                default -> activation.ordinal();
            };
        }

        @Override
        public float real(String name) {
            throw new IllegalArgumentException(name);
        }
    }

    private record GivenCall(long[][] shapes, MemorySegment[] inputs, MemorySegment output) implements Operator.Call {
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
            assertThat(output.byteSize()).isEqualTo(shape[0] * shape[1] * shape[2] * shape[3] * Float.BYTES);
            return output;
        }
    }

    /** A map, kernels of bytes with scales, and biases, all random. */
    private static final class Trial {
        private final int images;
        private final ConvolutionShape shape;
        private final float[] x;
        private final byte[] kernels;
        private final float[] scales;
        private final float[] biases;

        /** @param lowest of the map's numbers, whose highest is 1 */
        Trial(int images, ConvolutionShape shape, float lowest) {
            Random random = new Random(shape.hashCode());
            this.images = images;
            this.shape = shape;
            x = floats(random, images * shape.height() * shape.width() * shape.in(), lowest);
            kernels = new byte[shape.out() * shape.in() / shape.groups() * shape.size() * shape.size()];
            random.nextBytes(kernels);
            for (int i = 0; i < kernels.length; i++) {
                kernels[i] = (byte) Math.max(kernels[i], -127);
            }
            scales = floats(random, shape.out(), 0.5f);
            biases = floats(random, shape.out(), -1);
        }

        private static float[] floats(Random random, int count, float lowest) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = lowest + (1 - lowest) * random.nextFloat();
            }
            return values;
        }

        float[] inBytes(int threads) {
            return inBytes(threads, shape.in());
        }

        /** @param widths channels of each of the maps that it is given in */
        float[] inBytes(int threads, int... widths) {
            try (Arena arena = Arena.ofShared();
                    Int8Convolution operator = new Int8Convolution(new Team(threads));
                    Operator.Kernel kernel = operator.newKernel(attributes(widths.length))) {
                return run(
                        arena,
                        kernel,
                        widths,
                        arena.allocateFrom(JAVA_BYTE, kernels),
                        arena.allocateFrom(JAVA_FLOAT, scales),
                        arena.allocateFrom(JAVA_FLOAT, biases));
            }
        }

        float[] inFloats(int threads) {
            float[] scaled = new float[kernels.length];
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = kernels[i] * scales[i / (kernels.length / shape.out())];
            }
            try (Arena arena = Arena.ofShared();
                    DepthwiseConvolution operator = new DepthwiseConvolution(new Team(threads));
                    Operator.Kernel kernel = operator.newKernel(attributes(1))) {
                return run(
                        arena,
                        kernel,
                        new int[] {shape.in()},
                        arena.allocateFrom(JAVA_FLOAT, scaled),
                        arena.allocateFrom(JAVA_FLOAT, biases));
            }
        }

        private GivenAttributes attributes(int maps) {
            return new GivenAttributes(maps, shape.stride(), shape.activation());
        }

        private float[] run(Arena arena, Operator.Kernel kernel, int[] widths, MemorySegment... constants) {
            long cells = (long) images * shape.outHeight() * shape.outWidth();
            List<MemorySegment> inputs = new ArrayList<>(List.of(constants));
            List<long[]> shapes = new ArrayList<>();
            shapes.add(new long[] {shape.out(), shape.in() / shape.groups(), shape.size(), shape.size()});
            while (shapes.size() < constants.length) {
                shapes.add(new long[] {shape.out()});
            }
            int first = 0;
            for (int width : widths) {
                inputs.add(arena.allocateFrom(JAVA_FLOAT, channels(first, width)));
                shapes.add(new long[] {images, shape.height(), shape.width(), width});
                first += width;
            }
            GivenCall call = new GivenCall(
                    shapes.toArray(long[][]::new),
                    inputs.toArray(MemorySegment[]::new),
                    arena.allocate(JAVA_FLOAT, cells * shape.out()));
            kernel.compute(call);
            kernel.compute(call);
            return call.output().toArray(JAVA_FLOAT);
        }

        private float[] channels(int first, int width) {
            int cells = x.length / shape.in();
            float[] part = new float[cells * width];
            for (int cell = 0; cell < cells; cell++) {
                System.arraycopy(x, cell * shape.in() + first, part, cell * width, width);
            }
            return part;
        }

        /** In exact arithmetic. */
        double expected(int image, int row, int column, int out) {
            int size = shape.size();
            int perGroup = shape.in() / shape.groups();
            double sum = 0;
            for (int channel = 0; channel < perGroup; channel++) {
                for (int i = 0; i < size; i++) {
                    for (int j = 0; j < size; j++) {
                        int y = row * shape.stride() - (size - 1) / 2 + i;
                        int z = column * shape.stride() - (size - 1) / 2 + j;
                        if (y >= 0 && y < shape.height() && z >= 0 && z < shape.width()) {
                            int in = shape.groups() == 1 ? channel : out;
                            double value = x[((image * shape.height() + y) * shape.width() + z) * shape.in() + in];
                            sum += value * kernels[((out * perGroup + channel) * size + i) * size + j];
                        }
                    }
                }
            }
            double result = sum * scales[out] + biases[out];
            return switch (shape.activation()) {
                case NONE -> result;
                case RELU -> Math.max(result, 0);
                case SILU -> result / (1 + Math.exp(-result));
            };
        }

        /** @param step of the map's numbers */
        void check(float[] actual, double step) {
            double kernelSize = (double) shape.in() / shape.groups() * shape.size() * shape.size();
            double bound = 127 * (0.51 * step * Math.sqrt(kernelSize) * 4 + 1e-5 * kernelSize);
            int place = 0;
            for (int image = 0; image < images; image++) {
                for (int row = 0; row < shape.outHeight(); row++) {
                    for (int column = 0; column < shape.outWidth(); column++) {
                        for (int out = 0; out < shape.out(); out++) {
                            assertThat((double) actual[place++])
                                    .isCloseTo(expected(image, row, column, out), within(bound));
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 9, 11, 3, 8, 3, 2, RELU, 0", "1, 40, 37, 8, 16, 3, 1, SILU, -1", "2, 33, 20, 24, 12, 1, 1, NONE, -1",
        "1, 21, 30, 16, 8, 2, 1, RELU, 0", "1, 14, 15, 48, 72, 3, 2, SILU, -0.3", "1, 13, 13, 5, 7, 5, 1, RELU, 0",
        "1, 1, 1, 64, 96, 1, 1, RELU, 0", "1, 50, 40, 300, 20, 1, 1, RELU, 0"
    })
    void bytesAreAsGoodAsTheirSteps(
            int images,
            int height,
            int width,
            int in,
            int out,
            int size,
            int stride,
            Activation activation,
            float lowest) {
        Trial trial =
                new Trial(images, new ConvolutionShape(in, out, size, stride, 1, height, width, activation), lowest);

        trial.check(trial.inBytes(2), lowest < 0 ? 1 / 127.0 : 1 / 255.0);
    }

    @ParameterizedTest
    @CsvSource({"1, 20, 31, 8, 3, 2, NONE", "2, 17, 16, 12, 5, 1, RELU", "1, 100, 100, 64, 3, 1, SILU"})
    void channelsByThemselvesAreExact(
            int images, int height, int width, int channels, int size, int stride, Activation activation) {
        Trial trial = new Trial(
                images,
                new ConvolutionShape(channels, channels, size, stride, channels, height, width, activation),
                -1);

        trial.check(trial.inFloats(2), 0);
    }

    @Test
    void mapsAreTakenTogether() {
        Trial trial = new Trial(2, new ConvolutionShape(30, 24, 3, 2, 1, 41, 64, Activation.SILU), -1);

        assertThat(trial.inBytes(2, 9, 1, 20)).isEqualTo(trial.inBytes(2));
    }

    /** Strips are cut by the map alone. */
    @Test
    void theNumberOfThreadsDoesNotMatter() {
        Trial trial = new Trial(2, new ConvolutionShape(32, 24, 3, 1, 1, 61, 64, Activation.SILU), -1);

        assertThat(trial.inBytes(3)).isEqualTo(trial.inBytes(1));
    }

    /** oneDNN takes its reference kernel without a word where it has no other. */
    @ParameterizedTest
    @ValueSource(ints = {OneDnn.INT8, OneDnn.UINT8})
    void kernelsAreFast(int type) {
        try (Engine engine = new Engine()) {
            for (int size : new int[] {1, 2, 3}) {
                for (Activation activation : Activation.values()) {
                    for (int stride : new int[] {1, 2}) {
                        ConvolutionShape shape = new ConvolutionShape(48, 96, size, stride, 1, 100, 100, activation);
                        for (Strip strip : Strip.of(shape)) {
                            try (ConvolutionPlan plan = new ConvolutionPlan(engine, shape, strip.shape(), type)) {
                                assertThat(plan.implementation()).contains("brg");
                            }
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 100, 256, 3, 1", "7, 3, 4, 3, 2", "25, 25, 3328, 1, 1", "800, 800, 3, 3, 2", "33, 20, 8, 2, 1"})
    void stripsAreAllRowsOnce(int height, int width, int in, int size, int stride) {
        ConvolutionShape shape = new ConvolutionShape(in, 8, size, stride, 1, height, width, Activation.NONE);
        List<Strip> strips = Strip.of(shape);
        int next = 0;
        for (Strip strip : strips) {
            assertThat(strip.from()).isEqualTo(next);
            assertThat(strip.shape().rows()).isPositive();
            assertThat(strip.inFrom() + strip.shape().inRows()).isBetween(1, height);
            next += strip.shape().rows();
        }
        assertThat(next).isEqualTo(shape.outHeight());
        assertThat(strips.getFirst().shape().above()).isEqualTo((size - 1) / 2);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 4", "2, 40, 9, 8", "1, 64, 33, 3"})
    void theLargestOfFourCells(int images, int height, int width, int channels) {
        float[] x = Trial.floats(new Random(height), images * height * width * channels, 0);
        float[] largest;
        try (Arena arena = Arena.ofShared();
                MaximumPool operator = new MaximumPool(new Team(2));
                Operator.Kernel kernel = operator.newKernel(new GivenAttributes(1, 1, Activation.NONE))) {
            long[] map = {images, height, width, channels};
            MemorySegment[] inputs = {arena.allocateFrom(JAVA_FLOAT, x)};
            GivenCall call = new GivenCall(new long[][] {map}, inputs, arena.allocate(JAVA_FLOAT, x.length));
            kernel.compute(call);
            largest = call.output().toArray(JAVA_FLOAT);
        }
        for (int place = 0; place < x.length; place++) {
            int column = place / channels % width;
            int row = place / channels / width % height;
            float most = x[place];
            for (int below = 0; below < 2 && row + below < height; below++) {
                for (int right = 0; right < 2 && column + right < width; right++) {
                    most = Math.max(most, x[place + (below * width + right) * channels]);
                }
            }
            assertThat(largest[place]).isEqualTo(most);
        }
    }
}
