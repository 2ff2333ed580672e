package dev.recto.worker.graph;

import dev.recto.worker.onednn.Bfloat16Attention;
import dev.recto.worker.onednn.RowwiseInt8;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.ProviderException;
import java.util.Locale;

/** The numbers a model computes with, by the names that users give them: {@code fp32}, {@code bf16}, {@code int8}, … */
public enum Precision {
    /** On a CPU only, and the default there: CUDA's attention to a cache has kernels for 16 bits. */
    FP32,
    /** On CUDA only, and the default there. */
    BF16,
    /** On CUDA only. */
    FP16,
    /** Matrices of 8 bits: a quarter of the memory, and on a CPU with VNNI faster, for a small change of what is read. */
    INT8,
    /** Less still in the decoder; all else as with {@link #INT8}. */
    INT4;

    /** @throws ProviderException if there is no such arithmetic on that processor */
    void requireOn(boolean cuda) {
        if (!cuda && (this == BF16 || this == FP16)) {
            throw new ProviderException("weights of " + this + " are for CUDA; a CPU has fp32, int8 and int4");
        }
        if (cuda && this == FP32) {
            throw new ProviderException("weights of " + this + " are for a CPU; CUDA has bf16, fp16, int8 and int4");
        }
    }

    public NumberFormat format(boolean cuda) {
        requireOn(cuda);
        return switch (this) {
            case FP32 -> full(ElementType.FLOAT);
            case BF16 -> full(ElementType.BFLOAT16);
            case FP16 -> full(ElementType.FLOAT16);
            case INT8 -> integers(cuda, MatrixFormat.INT8_ROWS, MatrixFormat.INT8_BLOCKS);
            case INT4 -> integers(cuda, MatrixFormat.INT4_BLOCKS, MatrixFormat.INT4_BLOCKS);
        };
    }

    /**
     * CUDA has nothing better for the many rows of vision towers and prompts than its own floating-point products; nor has a CPU
     * without instructions for bytes.
     *
     * @param rows format of a decoder's matrices where the processor multiplies rows of bytes
     * @param blocks the same where it does not
     */
    private static NumberFormat integers(boolean cuda, MatrixFormat rows, MatrixFormat blocks) {
        ElementType activations = cuda ? ElementType.BFLOAT16 : ElementType.FLOAT;
        if (cuda || !RowwiseInt8.isSupported()) {
            return new NumberFormat(
                    activations, AttentionFormat.FULL, MatrixFormat.FULL, blocks, MatrixFormat.FULL, CacheFormat.FULL);
        }
        AttentionFormat attention = Bfloat16Attention.isFast() ? AttentionFormat.BFLOAT16 : AttentionFormat.FULL;
        return new NumberFormat(
                activations, attention, MatrixFormat.INT8_ROWS, rows, MatrixFormat.INT8_ROWS, CacheFormat.INT8);
    }

    private static NumberFormat full(ElementType activations) {
        return new NumberFormat(
                activations,
                AttentionFormat.FULL,
                MatrixFormat.FULL,
                MatrixFormat.FULL,
                MatrixFormat.FULL,
                CacheFormat.FULL);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
