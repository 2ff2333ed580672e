package dev.recto.worker.graph;

import dev.recto.worker.onnx.ElementType;
import java.util.Locale;

/** The numbers a model computes with, by the names that users give them: {@code fp32}, {@code bf16}, {@code int8}, … */
public enum Precision {
    /** On a CPU only, and the default there: CUDA's attention to a cache has kernels for 16 bits. */
    FP32,
    /** On CUDA only, and the default there. */
    BF16,
    /** On CUDA only. */
    FP16,
    /** Matrices of 8 bits: a quarter of the memory, and on a CPU faster, for a small change of what is read. */
    INT8,
    /** Less still in the decoder; vision towers keep 8 bits. */
    INT4;

    /** @throws IllegalArgumentException if there is no such arithmetic on that processor */
    void requireOn(boolean cuda) {
        if (!cuda && (this == BF16 || this == FP16)) {
            throw new IllegalArgumentException(this + " is for CUDA; a CPU has fp32, int8 and int4");
        }
        if (cuda && this == FP32) {
            throw new IllegalArgumentException(this + " is for a CPU; CUDA has bf16, fp16, int8 and int4");
        }
    }

    /**
     * Vision towers work on many rows, and so do experts in a prefill: there a processor's integer units pay, and CUDA has
     * nothing better than its own floating-point products. A decoder waits for its weights to come from memory, whatever
     * multiplies them.
     */
    NumberFormat format(boolean cuda) {
        requireOn(cuda);
        MatrixFormat vision = cuda ? MatrixFormat.FULL : MatrixFormat.INT8_ROWS;
        return switch (this) {
            case FP32 -> full(ElementType.FLOAT);
            case BF16 -> full(ElementType.BFLOAT16);
            case FP16 -> full(ElementType.FLOAT16);
            case INT8 -> new NumberFormat(activations(cuda), vision, MatrixFormat.INT8_BLOCKS, vision);
            case INT4 -> new NumberFormat(activations(cuda), vision, MatrixFormat.INT4_BLOCKS, vision);
        };
    }

    private static ElementType activations(boolean cuda) {
        return cuda ? ElementType.BFLOAT16 : ElementType.FLOAT;
    }

    private static NumberFormat full(ElementType activations) {
        return new NumberFormat(activations, MatrixFormat.FULL, MatrixFormat.FULL, MatrixFormat.FULL);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
