/** Products of bytes by oneDNN, which makes far more of a processor's integer units than ONNX Runtime's own kernels do. */
@NullMarked
package dev.recto.worker.onednn;

import org.jspecify.annotations.NullMarked;
