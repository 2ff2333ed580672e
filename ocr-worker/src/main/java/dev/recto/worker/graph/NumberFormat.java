package dev.recto.worker.graph;

import dev.recto.worker.onnx.ElementType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The numbers a network computes with.
 *
 * @param activations FLOAT on a CPU; FLOAT16 or BFLOAT16 on CUDA
 * @param expertMatrices of a mixture of experts, in a decoder whose other layers use {@code decoderMatrices}
 */
public record NumberFormat(
        ElementType activations,
        AttentionFormat visionAttention,
        MatrixFormat visionMatrices,
        MatrixFormat decoderMatrices,
        MatrixFormat expertMatrices,
        CacheFormat cache) {
    /** What the layers of one graph use. */
    record Layers(ElementType type, AttentionFormat attention, MatrixFormat matrices, CacheFormat cache) {}

    NumberFormat withCache(CacheFormat other) {
        return new NumberFormat(activations, visionAttention, visionMatrices, decoderMatrices, expertMatrices, other);
    }

    /** The tensors that hold a decoder's keys and values, with room for so many places of a sequence. */
    public List<CacheTensor> cacheTensors(DecoderShape decoder, int places) {
        return IntStream.range(0, decoder.layers())
                .boxed()
                .flatMap(layer -> CacheTensor.of(layer, decoder, cache, activations, places).stream())
                .toList();
    }

    public Layers vision() {
        return new Layers(activations, visionAttention, visionMatrices, CacheFormat.FULL);
    }

    public Layers decoder() {
        return new Layers(activations, AttentionFormat.FULL, decoderMatrices, cache);
    }
}
