package dev.recto.worker.onnx;

/** What computes: ONNX Runtime's execution providers that Recto uses. */
public enum Provider {
    CPU,
    /** NVIDIA's devices; the build needs {@code -Pcuda}. */
    CUDA
}
