package dev.recto.worker.graph;

import dev.recto.worker.onednn.Int8CacheAttention;
import dev.recto.worker.onnx.ElementType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a decoder's cache, [sequences, …].
 *
 * @param input by which a run reads it
 * @param output by which a run writes it; null where it writes to its input
 * @param shape of one sequence's share
 */
public record CacheTensor(String input, @Nullable String output, ElementType type, List<Long> shape) {
    /** Those of a layer, with room for so many places of a sequence. */
    static List<CacheTensor> of(
            int layer, DecoderShape decoder, CacheFormat format, ElementType activations, int places) {
        long heads = decoder.keyValueHeads();
        String keys = DecoderGraph.PAST_KEY + layer;
        String values = DecoderGraph.PAST_VALUE + layer;
        if (format == CacheFormat.FULL) {
            List<Long> shape = List.of(heads, (long) places, (long) decoder.headSize());
            return List.of(
                    new CacheTensor(keys, DecoderGraph.PRESENT_KEY + layer, activations, shape),
                    new CacheTensor(values, DecoderGraph.PRESENT_VALUE + layer, activations, shape));
        }
        int size = decoder.headSize();
        int capacity = Int8CacheAttention.capacity(places);
        List<Long> factors = List.of(heads, (long) Int8CacheAttention.FACTORS, (long) capacity);
        return List.of(
                bytes(keys, heads, Int8CacheAttention.keyBytes(size, capacity)),
                bytes(values, heads, Int8CacheAttention.valueBytes(size, capacity)),
                new CacheTensor(DecoderGraph.CACHE_FACTORS + layer, null, ElementType.FLOAT, factors));
    }

    private static CacheTensor bytes(String input, long heads, long bytes) {
        return new CacheTensor(input, null, ElementType.INT8, List.of(heads, bytes));
    }

    /** Of so many sequences. */
    public long[] shape(int sequences) {
        long[] all = new long[1 + shape.size()];
        all[0] = sequences;
        for (int i = 0; i < shape.size(); i++) {
            all[1 + i] = shape.get(i);
        }
        return all;
    }
}
