package dev.recto.worker.graph;

import dev.recto.worker.onnx.ElementType;

/**
 * The numbers a network computes with.
 *
 * @param activations FLOAT on a CPU; FLOAT, FLOAT16 or BFLOAT16 on CUDA
 */
public record NumberFormat(ElementType activations) {
    public static final NumberFormat FP32 = new NumberFormat(ElementType.FLOAT);
}
