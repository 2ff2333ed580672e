/** From a Hugging Face snapshot to ONNX graphs: its configuration and tensors, and each family's networks. */
@NullMarked
package dev.recto.worker.graph;

import org.jspecify.annotations.NullMarked;
