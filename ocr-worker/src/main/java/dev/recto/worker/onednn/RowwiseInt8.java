package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Operator;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator {@code y = x · Wᵀ} of fp32 rows, each brought to 8 bits with a scale of its own, with a matrix of 8 bits and a
 * scale for each of its rows. Inputs: x [..., in], W int8 [out, in], scales fp32 [out]; W and scales are constant.
 */
public final class RowwiseInt8 implements Operator {
    public static final String NAME = "RowwiseInt8";

    private final Engine engine;
    private Scratch scratch = new Scratch(0, 0);

    public RowwiseInt8(int threads) {
        engine = new Engine(threads);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ElementType> inputs() {
        return List.of(ElementType.FLOAT, ElementType.INT8, ElementType.FLOAT);
    }

    @Override
    public Kernel newKernel() {
        return new Node();
    }

    @Override
    public void close() {
        scratch.close();
        engine.close();
    }

    private final class Node implements Kernel {
        private @Nullable Int8Product product;

        /** One node at a time, though sessions may run on several threads: all nodes share the engine and the room. */
        @Override
        public void compute(Call call) {
            synchronized (RowwiseInt8.this) {
                Int8Product known = product(call);
                long[] shape = call.shape(0);
                int rows = rows(shape);
                scratch = scratch.holding(rows, known.in());
                RowQuantizer.quantize(call.input(0), rows, known.in(), scratch.bytes, scratch.scales, engine.threads());
                shape[shape.length - 1] = known.out();
                known.run(scratch.bytes, scratch.scales, rows, call.output(shape));
            }
        }

        private Int8Product product(Call call) {
            Int8Product known = product;
            if (known == null) {
                long[] shape = call.shape(1);
                known = new Int8Product(
                        engine, call.input(1), call.input(2), Math.toIntExact(shape[0]), Math.toIntExact(shape[1]));
                product = known;
            }
            return known;
        }

        private static int rows(long[] shape) {
            long rows = 1;
            for (int i = 0; i < shape.length - 1; i++) {
                rows = Math.multiplyExact(rows, shape[i]);
            }
            return Math.toIntExact(rows);
        }

        @Override
        public void close() {
            if (product != null) {
                product.close();
            }
        }
    }

    /** Room for quantized rows, kept from run to run. */
    private static final class Scratch implements AutoCloseable {
        private static final long CACHE_LINE = 64;

        private final Arena arena = Arena.ofShared();
        private final long elements;
        private final int rows;
        private final MemorySegment bytes;
        private final MemorySegment scales;

        Scratch(long elements, int rows) {
            this.elements = elements;
            this.rows = rows;
            bytes = arena.allocate(Math.max(1, elements), CACHE_LINE);
            scales = arena.allocate(JAVA_FLOAT, Math.max(1, rows));
        }

        Scratch holding(int neededRows, int width) {
            long needed = (long) neededRows * width;
            if (needed <= elements && neededRows <= rows) {
                return this;
            }
            close();
            return new Scratch(Math.max(needed, elements), Math.max(neededRows, rows));
        }

        @Override
        public void close() {
            arena.close();
        }
    }
}
