package dev.recto.worker.graph;

import dev.recto.worker.onnx.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named inputs of one run of a vision graph, in main memory. */
public final class VisionInputs implements AutoCloseable {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    VisionInputs with(String name, Tensor tensor) {
        tensors.put(name, tensor);
        return this;
    }

    public Map<String, Tensor> tensors() {
        return tensors;
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
