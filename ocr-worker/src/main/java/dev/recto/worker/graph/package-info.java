/** A language for ONNX graphs of transformers, and the weights that they take. It knows no family, and no page. */
@NullMarked
package dev.recto.worker.graph;

import org.jspecify.annotations.NullMarked;
