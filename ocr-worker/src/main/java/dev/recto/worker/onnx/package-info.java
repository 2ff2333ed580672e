/**
 * ONNX Runtime's C API bound with {@link java.lang.foreign}: sessions, tensors on host and device, input/output bindings.
 *
 * <p>Thread rules: an {@link dev.recto.worker.onnx.Environment} and a {@link dev.recto.worker.onnx.Session} may be used
 * from many threads; a {@link dev.recto.worker.onnx.Binding} belongs to one thread at a time; a
 * {@link dev.recto.worker.onnx.Tensor} may be read from many threads while nobody writes it. Whoever creates a closeable
 * closes it, in reverse order of creation: tensors and bindings before their session, sessions before the environment.
 */
@NullMarked
package dev.recto.worker.onnx;

import org.jspecify.annotations.NullMarked;
