package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.onnx.Operator;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Sequences that attend to a cache of bytes, run after run. */
final class CacheRun implements AutoCloseable {
    private final int heads;
    private final int keyHeads;
    private final int size;
    private final int capacity;
    private final int batch;
    private final Arena arena = Arena.ofShared();
    private final Runnable end;
    private final Operator.Kernel kernel;
    private final MemorySegment keys;
    private final MemorySegment values;
    private final MemorySegment factors;

    CacheRun(int threads, int batch, int heads, int keyHeads, int size, int capacity) {
        this(new Int8CacheAttention(new Team(threads)), true, batch, heads, keyHeads, size, capacity);
    }

    /** @param operator which stays open */
    CacheRun(Int8CacheAttention operator, int batch, int heads, int keyHeads, int size, int capacity) {
        this(operator, false, batch, heads, keyHeads, size, capacity);
    }

    private CacheRun(
            Int8CacheAttention operator, boolean owned, int batch, int heads, int keyHeads, int size, int capacity) {
        this.batch = batch;
        this.heads = heads;
        this.keyHeads = keyHeads;
        this.size = size;
        this.capacity = Int8CacheAttention.capacity(capacity);
        end = owned ? operator::close : () -> {};
        kernel = operator.newKernel(new Operator.Attributes() {
            @Override
            public long whole(String name) {
                return name.equals("num_heads") ? heads : keyHeads;
            }

            @Override
            public float real(String name) {
                throw new IllegalArgumentException(name);
            }
        });
        long parts = (long) batch * keyHeads;
        keys = filled(parts * Int8CacheAttention.keyBytes(size, this.capacity));
        values = filled(parts * Int8CacheAttention.valueBytes(size, this.capacity));
        factors = filled(parts * Int8CacheAttention.FACTORS * this.capacity * Float.BYTES);
    }

    /** What a slot holds before its first use, or from the page before, must not matter. */
    private MemorySegment filled(long bytes) {
        return arena.allocate(bytes, Room.CACHE_LINE).fill((byte) 0xff);
    }

    /**
     * Adds places to each sequence.
     *
     * @param past places of each sequence before
     * @return [batch, places, heads · size]
     */
    float[] attend(int[] past, float[] q, float[] k, float[] v) {
        int places = q.length / batch / heads / size;
        MemorySegment out = arena.allocate(JAVA_FLOAT, q.length);
        MemorySegment[] inputs = {
            arena.allocateFrom(JAVA_FLOAT, q),
            arena.allocateFrom(JAVA_FLOAT, k),
            arena.allocateFrom(JAVA_FLOAT, v),
            keys,
            values,
            factors,
            arena.allocateFrom(
                    JAVA_INT, Arrays.stream(past).map(p -> p + places - 1).toArray())
        };
        kernel.compute(new Operator.Call() {
            @Override
            public long[] shape(int input) {
                return switch (input) {
                    case 0 -> new long[] {batch, places, (long) heads * size};
                    case 1, 2 -> new long[] {batch, places, (long) keyHeads * size};
                    case 3, 4 -> new long[] {batch, keyHeads, inputs[input].byteSize() / batch / keyHeads};
                    case 5 -> new long[] {batch, keyHeads, Int8CacheAttention.FACTORS, capacity};
                    default -> new long[] {batch};
                };
            }

            @Override
            public MemorySegment input(int input) {
                return inputs[input];
            }

            @Override
            public MemorySegment output(long... shape) {
                assertThat(shape).containsExactly(batch, places, (long) heads * size);
                return out;
            }
        });
        return out.toArray(JAVA_FLOAT);
    }

    @Override
    public void close() {
        kernel.close();
        end.run();
        arena.close();
    }
}
