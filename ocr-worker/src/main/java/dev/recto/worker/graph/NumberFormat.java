package dev.recto.worker.graph;

import dev.recto.worker.onnx.ElementType;

/**
 * The numbers a network computes with.
 *
 * @param activations FLOAT on a CPU; FLOAT, FLOAT16 or BFLOAT16 on CUDA
 */
public record NumberFormat(ElementType activations, WeightFormat weights) {
    public static final NumberFormat FP32 = new NumberFormat(ElementType.FLOAT, WeightFormat.FULL);

    /** What the layers of one graph use. */
    record Layers(ElementType type, MatrixFormat matrices) {}

    /** Vision towers work on many rows, for which CUDA has nothing better than its own floating-point products. */
    Layers vision() {
        boolean onCpu = activations == ElementType.FLOAT;
        return new Layers(activations, onCpu ? weights.vision() : MatrixFormat.FULL);
    }

    Layers decoder() {
        return new Layers(activations, weights.decoder());
    }
}
