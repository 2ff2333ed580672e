package dev.recto.worker.graph;

import dev.recto.worker.onnx.ElementType;

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
        MatrixFormat expertMatrices) {
    /** What the layers of one graph use. */
    record Layers(ElementType type, AttentionFormat attention, MatrixFormat matrices) {}

    public Layers vision() {
        return new Layers(activations, visionAttention, visionMatrices);
    }

    public Layers decoder() {
        return new Layers(activations, AttentionFormat.FULL, decoderMatrices);
    }
}
